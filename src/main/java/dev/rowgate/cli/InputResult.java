package dev.rowgate.cli;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.lines.Summary;
import org.jspecify.annotations.Nullable;

/// Result of the run of one of several inputs.
///
/// @param written the counts, as far as they are in the output
/// @param isOutputLost whether nothing more can be written to the output
/// @param whyOneThread the reason why one thread converted it although there are several; null if
///   there isn't one
record InputResult(
    ExitCode exit, Summary written, boolean isOutputLost, @Nullable String whyOneThread) {}
