package dev.rowgate.cli.flags;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a report looks like.
public enum ReportFormat {
  /// For a program.
  JSON,
  /// For a person.
  TABLE,
  /// Annotations, as GitHub's runner takes them from a log.
  GITHUB;

  public static final List<String> NAMES = Arrays.stream(values()).map(ReportFormat::id).toList();

  static Optional<ReportFormat> of(String text) {
    return Arrays.stream(values()).filter(format -> format.id().equals(text)).findFirst();
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
