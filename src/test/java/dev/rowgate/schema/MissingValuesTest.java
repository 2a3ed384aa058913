package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingValuesTest {
  private static final String FIELDS = "'fields': [{'name': 'a'}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['', '-9']",
        "[{'value': '', 'label': 'OMITTED'}, {'value': '-9', 'label': 'REFUSED'}]",
        "[{'value': ''}, {'value': '-9', 'label': 'x', 'note': 1}]"
      })
  void are_texts_or_have_labels(String json) {
    assertThat(
            Schemas.field("{'name': 'a', 'missingValues': " + json + "}").missingValues().texts())
        .containsExactly("", "-9");
    assertThat(
            Schemas.parsed("{" + FIELDS + ", 'missingValues': " + json + "}")
                .fields()
                .getFirst()
                .missingValues()
                .texts())
        .containsExactly("", "-9");
  }

  @Test
  void may_be_none() {
    assertThat(
            Schemas.parsed("{" + FIELDS + ", 'missingValues': []}")
                .fields()
                .getFirst()
                .missingValues()
                .texts())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'' | /missingValues",
        "null | /missingValues",
        "[1] | /missingValues/0",
        "['', {'value': 'x'}] | /missingValues/1",
        "[{'value': 'x'}, ''] | /missingValues/1",
        "[{'value': 9}] | /missingValues/0/value",
        "[{'value': '9', 'label': 9}] | /missingValues/0/label"
      })
  void are_nothing_else(String json, String pointer) {
    assertThat(Schemas.faults("{" + FIELDS + ", 'missingValues': " + json + "}"))
        .containsExactly("schema-wrong-value " + pointer);
    assertThat(Schemas.faultsOfField("{'name': 'a', 'missingValues': " + json + "}"))
        .containsExactly("schema-wrong-value /fields/0" + pointer);
  }

  @Test
  void have_a_value_beside_the_label() {
    assertThat(Schemas.faultsOfField("{'name': 'a', 'missingValues': [{'label': 'x'}]}"))
        .containsExactly("schema-missing-property /fields/0/missingValues/0");
  }

  @Test
  void may_repeat_as_in_the_profile_of_the_standard() {
    assertThat(
            Schemas.faultsOfField(
                "{'name': 'a', 'missingValues': ['x', 'x']},"
                    + "{'name': 'b', 'missingValues':"
                    + " [{'value': 'x', 'label': 'y'}, {'value': 'x', 'label': 'y'}]}"))
        .isEmpty();
  }

  @Test
  void are_at_most_1000() {
    String texts = "'x',".repeat(999) + "'x'";

    assertThat(Schemas.faults("{" + FIELDS + ", 'missingValues': [" + texts + "]}")).isEmpty();
    assertThat(Schemas.faults("{" + FIELDS + ", 'missingValues': [" + texts + ",'x']}"))
        .containsExactly("schema-wrong-value /missingValues");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"`` | true", "NA | true", "é | true", "N | false", "NAN | false", "na | false"})
  void are_found_as_whole_texts(String cell, boolean missing) {
    var values = new MissingValues(List.of("", "NA", "é"));
    byte[] bytes = ("NA" + cell + "NA").getBytes(UTF_8);

    assertThat(values.contains(bytes, 2, bytes.length - 2)).isEqualTo(missing);
  }

  @Test
  void leave_the_empty_cell_alone_where_they_do_not_hold_it() {
    assertThat(new MissingValues(List.of("NA")).contains(new byte[0], 0, 0)).isFalse();
  }
}
