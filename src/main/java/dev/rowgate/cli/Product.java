package dev.rowgate.cli;

import dev.rowgate.cli.flags.ReportFormat;

/// Kind of output of a run.
sealed interface Product {

  /// NDJSON lines.
  record Lines() implements Product {}

  /// A validation report.
  record Report(ReportFormat format) implements Product {}
}
