/// The sources of settings other than flags: environment variables and the configuration file; and
/// the names of shells. Read [Environment][dev.rowgate.cli.settings.Environment] first.
@NullMarked
package dev.rowgate.cli.settings;

import org.jspecify.annotations.NullMarked;
