package dev.rowgate.cli;

import dev.rowgate.cli.flags.ReportFormat;
import dev.rowgate.options.CsvName;
import dev.rowgate.options.Options;
import java.nio.file.Path;

/// Names of the result files in the directories of `-o DIR/` and `--rejects DIR/`: the input's name
/// with another extension.
final class OutputNames {

  private static final String REJECTS = ".rejects.csv";
  private static final String TSV_REJECTS = ".rejects.tsv";

  private OutputNames() {}

  /// @param name of the input, relative to the directory in which it was found
  static Path output(Path directory, Path name, Product product, Options.Format format) {
    return in(directory, name, ending(product, format, name));
  }

  static Path rejects(Path directory, Path name) {
    return in(directory, name, rejects(name));
  }

  /// Returns the ending of a rejects file. It is in the input's dialect, which the input's name may
  /// imply.
  private static String rejects(Path name) {
    return CsvName.isTsv(String.valueOf(name.getFileName())) ? TSV_REJECTS : REJECTS;
  }

  private static String ending(Product product, Options.Format format, Path name) {
    return switch (product) {
      case Product.Lines _ ->
          switch (format) {
            case NDJSON -> ".ndjson";
            case CSV -> ".csv";
            case REJECTS_CSV -> rejects(name);
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
    return directory.resolve(name.resolveSibling(CsvName.stem(file) + ending));
  }
}
