/// Files that are read again while the service runs: schemas and API keys.
@NullMarked
package dev.rowgate.http.watched;

import org.jspecify.annotations.NullMarked;
