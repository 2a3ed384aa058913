/// Flags, environment variables and the configuration file, parsed into validated arguments. A
/// flag, and the help text of a command, belong here. Read
/// [ArgumentParser][dev.rowgate.cli.flags.ArgumentParser] first.
@NullMarked
package dev.rowgate.cli.flags;

import org.jspecify.annotations.NullMarked;
