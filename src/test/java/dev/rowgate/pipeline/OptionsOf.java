package dev.rowgate.pipeline;

import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import dev.rowgate.options.OptionsResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Options for tests, by the names and values that a user writes.
final class OptionsOf {

  private OptionsOf() {}

  /// @param options such as `errors=skip`, `maxErrors=3`
  static Options options(String... options) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      given.put(option.substring(0, equals), List.of(option.substring(equals + 1)));
    }
    return switch (OptionReader.read(given)) {
      case OptionsResult.Read read -> read.options();
      case OptionsResult.Refused refused ->
          throw new IllegalArgumentException(refused.problems().toString());
    };
  }
}
