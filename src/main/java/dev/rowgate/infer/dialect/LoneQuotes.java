package dev.rowgate.infer.dialect;

/// Check whether double quotes are part of the text, in a sample that was parsed without a quote.
final class LoneQuotes {

  private LoneQuotes() {}

  /// A single lone quote may be an error in a file with quotes, but tab-separated files often have
  /// no quotes.
  static boolean are(Trial trial) {
    int within = 0;
    int lone = 0;
    for (Trial.Row row : trial.rows) {
      for (String cell : row.cells()) {
        boolean isWithin = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        within += isWithin ? 1 : 0;
        lone += !isWithin && cell.indexOf('"') >= 0 ? 1 : 0;
      }
    }
    return lone > within && (lone > 1 || trial.delimiter().equals("\t"));
  }
}
