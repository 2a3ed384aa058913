/// Command-line front end: parses arguments, opens files, drives conversions, and returns an exit
/// code. It doesn't depend on HTTP; its caller passes in the server. A command belongs here; its
/// flags belong to `cli.flags`, file handling to `cli.files`, terminal output to `cli.screen`. Read
/// [Cli][dev.rowgate.cli.Cli] first, then [TransformCommand][dev.rowgate.cli.TransformCommand] and
/// [Pump][dev.rowgate.cli.Pump].
@NullMarked
package dev.rowgate.cli;

import org.jspecify.annotations.NullMarked;
