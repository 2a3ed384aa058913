/// What the service is started with.
@NullMarked
package dev.rowgate.http.settings;

import org.jspecify.annotations.NullMarked;
