package dev.rowgate.cli;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.lines.Summary;

/// Result of the run of one of several inputs.
///
/// @param written the counts, as far as they are in the output
/// @param isOutputLost whether nothing more can be written to the output
record InputResult(ExitCode exit, Summary written, boolean isOutputLost) {}
