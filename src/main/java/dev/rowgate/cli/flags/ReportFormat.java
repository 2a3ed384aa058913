package dev.rowgate.cli.flags;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Format of a validation report.
public enum ReportFormat {
  /// JSON, for programs.
  JSON,
  /// A table for a terminal.
  TABLE,
  /// Workflow commands of GitHub Actions (`::error …`).
  GITHUB;

  public static final List<String> NAMES = Arrays.stream(values()).map(ReportFormat::id).toList();

  static Optional<ReportFormat> of(String text) {
    return Arrays.stream(values()).filter(format -> format.id().equals(text)).findFirst();
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
