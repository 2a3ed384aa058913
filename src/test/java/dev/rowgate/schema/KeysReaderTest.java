package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysReaderTest {
  private static final String FIELDS = "'fields': [{'name':'a'},{'name':'b'},{'name':'c'}]";

  private static Keys keys(String members) {
    return Schemas.parsed("{" + FIELDS + ", " + members + "}").keys();
  }

  private static List<String> faults(String members) {
    return Schemas.faults("{" + FIELDS + ", " + members + "}");
  }

  @Test
  void there_are_none_where_nothing_is_said() {
    assertThat(keys("'title': 't'")).isEqualTo(Keys.NONE);
    assertThat(keys("'primaryKey': '', 'uniqueKeys': [], 'foreignKeys': []").isEmpty()).isTrue();
  }

  @Test
  void a_unique_field_is_a_key() {
    Schema schema =
        Schemas.parsed(
            "{'fields': [{'name':'a','constraints':{'unique':false}},"
                + "{'name':'b','constraints':{'unique':true}}]}");

    assertThat(schema.keys().unique())
        .containsExactly(new Keys.Unique(Keys.Kind.UNIQUE, List.of(1)));
    assertThat(schema.fields().get(1).required()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"'b' | 1", "['b'] | 1", "['c','a'] | 2 0"})
  void a_primary_key_is_a_list_or_one_name_and_must_be_there(String json, String places) {
    Schema schema = Schemas.parsed("{" + FIELDS + ", 'primaryKey': " + json + "}");
    List<Integer> expected = List.of(places.split(" ")).stream().map(Integer::valueOf).toList();

    assertThat(schema.keys().unique())
        .containsExactly(new Keys.Unique(Keys.Kind.PRIMARY, expected));
    for (int i = 0; i < 3; i++) {
      assertThat(schema.fields().get(i).required()).isEqualTo(expected.contains(i));
    }
  }

  @Test
  void unique_keys_are_lists_of_names() {
    assertThat(keys("'primaryKey': ['a'], 'uniqueKeys': [['a','b'],['c']]").unique())
        .containsExactly(
            new Keys.Unique(Keys.Kind.PRIMARY, List.of(0)),
            new Keys.Unique(Keys.Kind.UNIQUE, List.of(0, 1)),
            new Keys.Unique(Keys.Kind.UNIQUE, List.of(2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'primaryKey': 1 | schema-wrong-value /primaryKey",
        "'primaryKey': {} | schema-wrong-value /primaryKey",
        "'primaryKey': ['a', 1] | schema-wrong-value /primaryKey/1",
        "'primaryKey': ['a', 'a'] | schema-wrong-value /primaryKey/1",
        "'primaryKey': ['d'] | schema-unknown-name /primaryKey/0",
        "'primaryKey': 'A' | schema-unknown-name /primaryKey",
        "'uniqueKeys': 'a' | schema-wrong-value /uniqueKeys",
        "'uniqueKeys': [[]] | schema-wrong-value /uniqueKeys/0",
        "'uniqueKeys': [['a'],['x']] | schema-unknown-name /uniqueKeys/1/0"
      })
  void what_is_wrong_is_told_where_it_stands(String members, String fault) {
    assertThat(faults(members)).containsExactly(fault);
  }

  @Test
  void asks_what_was_meant() {
    assertThat(Schemas.messages("{'fields': [{'name':'person_id'}], 'primaryKey': 'personid'}"))
        .containsExactly(
            "/primaryKey: there is no field 'personid'; there are: person_id;"
                + " did you mean 'person_id'?");
  }

  @Test
  void keys_have_a_thousand_names_together() {
    String pair = "['a','b']";
    String most = IntStream.range(0, 500).mapToObj(_ -> pair).collect(Collectors.joining(","));

    assertThat(faults("'uniqueKeys': [" + most + "]")).isEmpty();
    assertThat(faults("'uniqueKeys': [" + most + "," + pair + "," + pair + "]"))
        .containsExactly("schema-wrong-value /uniqueKeys/500/0");
  }
}
