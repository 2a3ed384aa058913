package dev.rowgate.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowgate.Entries;
import dev.rowgate.Row;
import dev.rowgate.Rowgate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests the values of a row for each type of Table Schema.
class RowTest {

  private static Row row(String field, String cell) throws IOException {
    String schema = "{\"fields\":[{\"name\":\"f\"," + field + "}]}";
    String csv = "f\n\"" + cell.replace("\"", "\"\"") + "\"\n";
    try (Entries entries =
        Rowgate.withSchemaText(schema).read(new ByteArrayInputStream(csv.getBytes(UTF_8)))) {
      return (Row) entries.iterator().next();
    }
  }

  private static String type(String name) {
    return "\"type\":\"" + name + "\"";
  }

  static Stream<Arguments> values() {
    String dateByPattern = "\"type\":\"date\",\"format\":\"%d.%m.%Y\"";
    String timeByPattern = "\"type\":\"time\",\"format\":\"%H:%M:%S%z\"";
    return Stream.of(
        Arguments.of(type("string"), "Zoë \"x\"", "Zoë \"x\""),
        Arguments.of(type("string"), "", null),
        Arguments.of(type("any"), "36", "36"),
        Arguments.of(type("integer"), "+036", 36L),
        Arguments.of(type("integer"), "-9223372036854775808", Long.MIN_VALUE),
        Arguments.of(type("integer"), "9223372036854775808", new BigInteger("9223372036854775808")),
        Arguments.of(type("integer"), "9".repeat(1_000), new BigInteger("9".repeat(1_000))),
        Arguments.of(type("number"), "12.50", new BigDecimal("12.50")),
        Arguments.of(type("number"), "7", new BigDecimal("7")),
        Arguments.of(type("number"), "1e9999", new BigDecimal("1e9999")),
        Arguments.of(type("number"), "." + "1".repeat(999), new BigDecimal("0." + "1".repeat(999))),
        Arguments.of(type("number"), "1".repeat(1_000), new BigDecimal("1".repeat(1_000))),
        Arguments.of(type("number"), "NaN", Double.NaN),
        Arguments.of(type("number"), "-INF", Double.NEGATIVE_INFINITY),
        Arguments.of(type("boolean"), "true", true),
        Arguments.of(type("date"), "2024-02-29", LocalDate.of(2024, 2, 29)),
        Arguments.of(dateByPattern, "29.02.2024", LocalDate.of(2024, 2, 29)),
        Arguments.of(type("time"), "15:00:00", LocalTime.of(15, 0)),
        Arguments.of(timeByPattern, "15:00:00+0100", OffsetTime.parse("15:00:00+01:00")),
        Arguments.of(
            type("datetime"),
            "2024-01-26T15:00:00.25",
            LocalDateTime.of(2024, 1, 26, 15, 0, 0, 250_000_000)),
        Arguments.of(
            type("datetime"), "2024-01-26T15:00:00Z", OffsetDateTime.parse("2024-01-26T15:00:00Z")),
        Arguments.of(
            type("datetime"),
            "2024-01-26T15:00:00-14:00",
            OffsetDateTime.parse("2024-01-26T15:00:00-14:00")),
        Arguments.of(type("datetime"), "2024-12-31T24:00:00", LocalDateTime.of(2025, 1, 1, 0, 0)),
        Arguments.of(type("datetime"), "12345-01-01T00:00:00", LocalDateTime.of(12345, 1, 1, 0, 0)),
        Arguments.of(type("datetime"), "-0044-03-15T00:00:00", LocalDateTime.of(-44, 3, 15, 0, 0)),
        // More than `java.time` can hold: nothing is lost.
        Arguments.of(
            type("datetime"), "2024-01-26T15:00:00.1234567891", "2024-01-26T15:00:00.1234567891"),
        Arguments.of(type("year"), "2024", Year.of(2024)),
        Arguments.of(type("year"), "-0044", Year.of(-44)),
        Arguments.of(type("year"), "2024Z", "2024Z"),
        Arguments.of(type("yearmonth"), "2024-02", YearMonth.of(2024, 2)),
        Arguments.of(type("duration"), "P1Y2DT3H", "P1Y2DT3H"),
        Arguments.of(
            type("geopoint"), "8.5,47.25", List.of(new BigDecimal("8.5"), new BigDecimal("47.25"))),
        Arguments.of("\"type\":\"list\",\"itemType\":\"integer\"", "1,2", List.of(1L, 2L)),
        Arguments.of(
            type("array"),
            "[1, \"a\", null, 1.50]",
            Arrays.asList(1L, "a", null, new BigDecimal("1.50"))),
        Arguments.of(
            type("object"), "{\"a\":{\"b\":[true]}}", Map.of("a", Map.of("b", List.of(true)))),
        Arguments.of(type("array"), "[".repeat(100) + "]".repeat(100), nested(100)));
  }

  private static List<Object> nested(int depth) {
    return depth == 1 ? List.of() : List.of(nested(depth - 1));
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_cell_has_the_value_of_its_type(String field, String cell, @Nullable Object value)
      throws IOException {
    assertThat(row(field, cell).get("f")).isEqualTo(value);
  }

  @Test
  void an_integer_can_be_had_in_each_width() throws IOException {
    Row row = row(type("integer"), "36");

    assertThat(row.get("f", Integer.class)).isEqualTo(36);
    assertThat(row.get("f", BigInteger.class)).isEqualTo(BigInteger.valueOf(36));
    assertThat(row.get("f", BigDecimal.class)).isEqualTo(new BigDecimal(36));
    assertThat(row.get("f", Number.class)).isEqualTo(36L);
    assertThat(row(type("integer"), "9223372036854775808").get("f", BigDecimal.class))
        .isEqualTo(new BigDecimal("9223372036854775808"));
  }

  @Test
  void a_class_that_the_value_does_not_have_is_an_error_that_names_the_column() throws IOException {
    assertThatThrownBy(() -> row(type("integer"), "3000000000").get("f", Integer.class))
        .isInstanceOf(ClassCastException.class)
        .hasMessage("column 'f' has a Long that is no Integer");
    assertThatThrownBy(() -> row(type("date"), "2024-02-29").get("f", String.class))
        .isInstanceOf(ClassCastException.class);
  }

  @Test
  void a_column_that_is_not_there_is_an_error_with_a_hint() throws IOException {
    assertThatThrownBy(
            () -> row(type("integer") + ",\"rowgate:name\":\"salary\"", "1").get("salery"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no column 'salery'; did you mean 'salary'?");
  }

  @Test
  void values_can_not_be_modified() throws IOException {
    Row row = row(type("array"), "[1]");

    assertThatThrownBy(() -> row.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) row.get("f")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
