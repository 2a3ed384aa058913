package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the type that the evidence names for a column that is text because of a few cells.
class NearestTypeTest {

  private static JsonNode nearest(String... cells) {
    byte[] input = ("id;x\n1;" + String.join("\n1;", cells) + "\n").getBytes(UTF_8);
    var options = new InferOptions(Scope.WHOLE, PartialDialect.NOTHING, true);
    try (var inference = new Inference(options, Limits.STANDARD, Compression.DETECT)) {
      inference.feed(input, 0, input.length);
      String json = ((Inferred.Descriptor) inference.end()).json();
      return JsonMapper.shared().readTree(json).at("/rowgate:inferred/columns/1/nearest");
    }
  }

  private static String[] withOther(String first, String second, String other) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      cells.add(i % 2 == 0 ? first : second);
    }
    cells.add(4, other);
    return cells.toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234,56   | 99,10      | offen      |"
            + " {'type':'number','decimalChar':',','groupChar':'.'}",
        "1,5        | 2,5        | 08.11.2024 | {'type':'number','decimalChar':','}",
        "$1,234     | $2,345,678 | free       |"
            + " {'type':'integer','groupChar':',','bareNumber':false}",
        "7          | 8          | free       | {'type':'integer'}",
        "26.12.2024 | 01.02.2024 | offen      | {'type':'date','format':'%d.%m.%Y'}",
        "26.12.2024 | 27.01.2024 | 2024-05-01 | {'type':'date','format':'%d.%m.%Y'}",
        "WAHR       | FALSCH     | vielleicht |"
            + " {'type':'boolean','trueValues':['WAHR'],'falseValues':['FALSCH']}",
        "a@b.org    | c@d.org    | none given | {'type':'string','format':'email'}",
      })
  void it_is_the_type_of_most_cells(String first, String second, String other, String expected) {
    assertThat(nearest(withOther(first, second, other)))
        .isEqualTo(JsonMapper.shared().readTree(expected.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource({
    "'1,234', '2,345', free",
    "$1.234, $2.345, free",
    "01/02/2024, 03/04/2024, open",
    "01/02/2024, 03/04/2024, 2024-05-01",
  })
  void there_is_none_if_it_can_be_read_in_two_ways(String first, String second, String other) {
    assertThat(nearest(withOther(first, second, other)).isMissingNode()).isTrue();
  }

  @Test
  void it_has_the_words_for_missing_values() {
    assertThat(nearest("1,5", "n/a", "2,5", "3,5", "offen", "4,5").get("missingValues").toString())
        .isEqualTo("[\"\",\"n/a\"]");
  }

  @Test
  void there_is_none_of_a_typed_column_or_of_texts() {
    assertThat(nearest("1,5", "2,5").isMissingNode()).isTrue();
    assertThat(nearest("ab", "cd", "3").isMissingNode()).isTrue();
  }
}
