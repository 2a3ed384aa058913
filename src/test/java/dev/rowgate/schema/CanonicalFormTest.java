package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.Types;
import dev.rowgate.schema.value.KeyBytes;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Tests that two values have the same canonical form if and only if their type compares them as
/// equal.
class CanonicalFormTest {

  private static byte[] form(FieldType type, Value value) {
    var key = new KeyBytes();
    type.addTo(key, value);
    return Arrays.copyOf(key.bytes(), key.length());
  }

  /// @param cells those that aren't of the type are skipped
  private static void check(FieldType type, List<String> cells) {
    List<Value> values =
        cells.stream()
            .filter(cell -> Cells.isOf(type, cell))
            .map(cell -> Cells.value(type, cell))
            .toList();
    for (Value one : values) {
      for (Value other : values) {
        assertThat(Arrays.equals(form(type, one), form(type, other)))
            .as("%s: %s and %s", type.name(), one.asText(), other.asText())
            .isEqualTo(type.compare(one, other) == 0);
      }
    }
  }

  private static FieldType type(String name) {
    return Schemas.field("{'name': 'a', 'type': '" + name + "'}").type();
  }

  @Property
  void numbers(@ForAll("numbers") String one, @ForAll("numbers") String other) {
    check(type("number"), List.of(one, other));
    check(type("integer"), List.of(one, other));
  }

  @Property
  void datetimes(@ForAll("datetimes") String one, @ForAll("datetimes") String other) {
    check(type("datetime"), List.of(one, other));
  }

  @Property
  void texts(@ForAll String one, @ForAll String other) {
    check(type("string"), List.of(one, other, one + other));
    check(type("any"), List.of(one, other));
  }

  @Test
  void equal_numbers_however_they_are_written() {
    check(
        type("number"),
        List.of(
            "1",
            "01",
            "+1",
            "1.0",
            "1.",
            "10e-1",
            "0.1e1",
            ".01e2",
            "1E0",
            "1000e-3",
            "10",
            "-1",
            "-01.0",
            "0",
            "-0",
            "0.0",
            "-0e5",
            "100",
            "1e2",
            "0.5",
            ".5",
            "5e-1",
            "0.05",
            "1.5",
            "15e-1",
            "150e-2",
            "NaN",
            "INF",
            "-INF",
            "123456789012345678901234567890",
            "1.23456789012345678901234567890e29",
            "1e9999",
            "10e9998"));
    check(type("integer"), List.of("1", "01", "+1", "-1", "0", "-0", "+00", "10", "010"));
  }

  @Test
  void every_type_by_cells_of_all_kinds() {
    List<String> cells =
        List.of(
            "",
            "a",
            "A",
            "true",
            "True",
            "1",
            "TRUE",
            "false",
            "0",
            "2024-02-29",
            "2024-03-01",
            "2024-02-29T12:00:00",
            "2024-02-29T12:00:00Z",
            "2024-02-29T13:00:00+01:00",
            "2024-02-29T12:00:00.0",
            "2024-02-29T12:00:00.50",
            "2024-02-29T12:00:00.5Z",
            "2024-02-29T24:00:00",
            "2024-03-01T00:00:00",
            "12:00:00",
            "12:00:00Z",
            "24:00:00",
            "2024",
            "+2024",
            "-0001",
            "2024-02",
            "P1Y",
            "P12M",
            "P1D",
            "PT24H",
            "PT1H",
            "PT60M",
            "PT3600S",
            "P0D",
            "PT0S",
            "1,2",
            "1.0, 2.0",
            "1, 2",
            "[1,2]",
            "[1, 2]",
            "[1.0,2]",
            "{\"a\":1}",
            "{\"a\": 1}",
            "{\"b\":1,\"a\":2}",
            "{\"a\":2,\"b\":1}",
            "a,b",
            "a, b");
    for (String name : Types.all()) {
      check(type(name), cells);
    }
  }

  @Test
  void one_key_is_not_another_that_is_cut_elsewhere() {
    var one = new KeyBytes();
    var other = new KeyBytes();
    FieldType text = type("string");
    text.addTo(one, Cells.value(text, "ab"));
    text.addTo(one, Cells.value(text, "c"));
    text.addTo(other, Cells.value(text, "a"));
    text.addTo(other, Cells.value(text, "bc"));

    assertThat(Arrays.copyOf(one.bytes(), one.length()))
        .isNotEqualTo(Arrays.copyOf(other.bytes(), other.length()));
  }

  /// Few digits, so that equal values occur.
  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> digits = Arbitraries.strings().withChars("0015").ofMaxLength(4);
    Arbitrary<String> signs = Arbitraries.of("", "+", "-");
    return Combinators.combine(
            signs,
            digits,
            Arbitraries.of("", "."),
            digits,
            Arbitraries.of("", "e0", "e1", "E-1", "e+2", "e-3", "e0002"))
        .as((sign, whole, point, part, exponent) -> sign + whole + point + part + exponent);
  }

  @Provide
  Arbitrary<String> datetimes() {
    return Combinators.combine(
            Arbitraries.of("2024-02-29", "2024-03-01"),
            Arbitraries.of("T00:00:00", "T01:00:00", "T23:00:00", "T24:00:00"),
            Arbitraries.of("", ".0", ".5", ".50", ".05"),
            Arbitraries.of("", "Z", "+01:00", "-01:00", "+00:00"))
        .as((day, time, fraction, zone) -> day + time + fraction + zone);
  }
}
