/// Flags, environment variables and the configuration file, parsed and explained.
@NullMarked
package dev.rowgate.cli.flags;

import org.jspecify.annotations.NullMarked;
