package dev.rowgate.cli;

import dev.rowgate.cli.flags.ReportFormat;
import dev.rowgate.options.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Names of the result files in the directories of `-o DIR/` and `--rejects DIR/`: the input's name
/// with another extension.
final class OutputNames {

  private static final String REJECTS = ".rejects.csv";
  private static final List<String> COMPRESSIONS = List.of(".gz", ".zst", ".zip");
  private static final List<String> KINDS = List.of(".csv", ".tsv", ".txt");

  private OutputNames() {}

  /// @param name of the input, relative to the directory in which it was found
  static Path output(Path directory, Path name, Product product, Options.Format format) {
    return in(directory, name, ending(product, format));
  }

  static Path rejects(Path directory, Path name) {
    return in(directory, name, REJECTS);
  }

  private static String ending(Product product, Options.Format format) {
    return switch (product) {
      case Product.Lines _ ->
          switch (format) {
            case NDJSON -> ".ndjson";
            case CSV -> ".csv";
            case REJECTS_CSV -> REJECTS;
          };
      case Product.Report(ReportFormat report) ->
          switch (report) {
            case JSON -> ".json";
            case TABLE, GITHUB -> ".txt";
          };
    };
  }

  private static Path in(Path directory, Path name, String ending) {
    String file = String.valueOf(name.getFileName());
    String stem = without(KINDS, without(COMPRESSIONS, file));
    return directory.resolve(name.resolveSibling(stem + ending));
  }

  private static String without(List<String> endings, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return endings.stream()
        .filter(ending -> lower.endsWith(ending) && name.length() > ending.length())
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .findFirst()
        .orElse(name);
  }
}
