/// Headers and queries of HTTP: media types, content codings, preferences.
@NullMarked
package dev.rowgate.http.media;

import org.jspecify.annotations.NullMarked;
