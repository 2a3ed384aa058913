/// The door for a shell: arguments in, an exit code out. Read it in this order:
/// [Cli][dev.rowgate.cli.Cli] has the streams;
/// [ArgumentParser][dev.rowgate.cli.flags.ArgumentParser] makes
/// [Arguments][dev.rowgate.cli.flags.Arguments] of the texts, and nothing behind it sees a raw
/// flag; [TransformCommand][dev.rowgate.cli.TransformCommand] opens the files and hands them to the
/// [Pump][dev.rowgate.cli.Pump], which drives the engine to its [Ending][dev.rowgate.cli.Ending];
/// What a person at a terminal is shown instead of JSON is made by
/// [Findings][dev.rowgate.cli.screen.Findings]. [ExitCode][dev.rowgate.cli.flags.ExitCode] is what
/// a script learns of it. It does not depend on HTTP: its caller passes in what starts the server.
@NullMarked
package dev.rowgate.cli;

import org.jspecify.annotations.NullMarked;
