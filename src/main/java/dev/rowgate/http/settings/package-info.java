/// Configuration of the service, as immutable records. A setting that only the server needs belongs
/// here; its flag belongs to `cli.flags`. Read [Settings][dev.rowgate.http.settings.Settings]
/// first.
@NullMarked
package dev.rowgate.http.settings;

import org.jspecify.annotations.NullMarked;
