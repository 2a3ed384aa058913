package dev.rowgate.records;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.OptionsResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Dialects for tests, by the names and values that a user writes.
public final class Dialects {

  private Dialects() {}

  /// @param options such as `delimiter=;`, `quote=`, `header=false`
  public static Dialect dialect(String... options) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      given.put(option.substring(0, equals), List.of(option.substring(equals + 1)));
    }
    Dialect dialect =
        switch (OptionReader.read(given)) {
          case OptionsResult.Read read -> read.dialect().complete();
          case OptionsResult.Refused refused ->
              throw new IllegalArgumentException(refused.problems().toString());
        };
    if (dialect.conflict() != null) {
      throw new IllegalArgumentException(dialect.conflict().toString());
    }
    return dialect;
  }
}
