package dev.rowgate.options;

import java.util.List;
import java.util.Map;

/// Makes options of the texts that a door got: one set of names, values and refusals for all doors.
public final class OptionReader {

  /// The names as the query and the Java API spell them; the command line writes them in kebab case.
  public static final List<String> NAMES =
      List.of(
          "errors",
          "summary",
          "maxErrors",
          "maxErrorRatio",
          "nulls",
          "delimiter",
          "quote",
          "escape",
          "comment",
          "header",
          "skipRows",
          "trim",
          "lineTerminator",
          "encoding");

  private OptionReader() {}

  /// @param given all values given for each name; a name that isn't one of [#NAMES] is refused
  public static OptionsResult read(Map<String, List<String>> given) {
    throw new UnsupportedOperationException("stub: being written");
  }
}
