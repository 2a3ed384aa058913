/// Files that are reloaded when they change: named schemas and API keys. A configuration file that
/// is read again at run time belongs here. Read `WatchedValue` first.
@NullMarked
package dev.rowgate.http.watched;

import org.jspecify.annotations.NullMarked;
