package dev.rowgate.cli;

import dev.rowgate.cli.flags.ReportFormat;

/// What a run makes.
sealed interface Product {

  /// JSON lines.
  record Lines() implements Product {}

  /// A report of what is wrong.
  record Report(ReportFormat format) implements Product {}
}
