package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.OptionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Tests that the page knows all properties of a dialect.
class DialectOfThePageTest {

  @Test
  void each_property_is_an_option() throws IOException {
    String script = Files.readString(Path.of("src/main/resources/dev/rowgate/page/dialect.js"));
    int start = script.indexOf("const OPTIONS");
    Map<String, String> options =
        Pattern.compile("(\\w+): '(\\w+)'")
            .matcher(script.substring(start, script.indexOf("};", start)))
            .results()
            .collect(Collectors.toMap((MatchResult m) -> m.group(1), m -> m.group(2)));

    assertThat(options.keySet()).containsExactlyInAnyOrderElementsOf(DialectNames.READ);
    assertThat(OptionReader.NAMES).containsAll(options.values());
  }
}
