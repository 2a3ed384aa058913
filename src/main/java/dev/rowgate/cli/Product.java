package dev.rowgate.cli;

/// What a run makes.
sealed interface Product {

  /// JSON lines.
  record Lines() implements Product {}

  /// A report of what is wrong.
  record Report(ReportFormat format) implements Product {}
}
