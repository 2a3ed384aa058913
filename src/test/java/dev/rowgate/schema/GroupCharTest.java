package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.NumberType;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests of numbers with `groupChar`: which texts are accepted, and that no others are.
class GroupCharTest {

  private static final Pattern GROUPED =
      Pattern.compile("[+-]?[1-9]\\d{0,2}((,\\d{3})+|(,\\d\\d)+,\\d{3})(\\.\\d*)?");

  private static final Pattern PLAIN = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)");

  private static FieldType type(String properties) {
    return Schemas.field("{'name':'v'," + properties + "}").type();
  }

  @Provide
  Arbitrary<String> spellings() {
    return Arbitraries.strings().withChars("0012345,,,.-+").ofMaxLength(12);
  }

  @Property(tries = 20_000)
  void one_pattern_says_what_a_number_with_groups_is(@ForAll("spellings") String text) {
    FieldType number = type("'type':'number','groupChar':','");
    boolean is = GROUPED.matcher(text).matches() || PLAIN.matcher(text).matches();
    assertThat(Cells.isOf(number, text)).isEqualTo(is);
    FieldType integer = type("'type':'integer','groupChar':','");
    assertThat(Cells.isOf(integer, text)).isEqualTo(is && text.indexOf('.') < 0);
    if (is) {
      assertThat(Cells.out(number, text))
          .isEqualTo(Cells.out(new NumberType(), text.replace(",", "")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0,500",
        "-0,125",
        "+0,125",
        "007,500",
        "000,001",
        "3,14159",
        "1234,567",
        "1,23",
        "1,2345",
        "1,234,56",
        "1,23,45",
        "1,234,56,789",
        "1,23,456,789",
        ",500",
        "1,,234",
        "1,234,",
        "1,",
        "12,345.678,9",
        "1e1,000",
        "0,500e3",
        "0,5.5"
      })
  void other_groups_are_a_type_error(String text) {
    assertThat(Cells.isOf(type("'type':'number','groupChar':','"), text)).isFalse();
    assertThat(Cells.isOf(type("'type':'integer','groupChar':','"), text)).isFalse();
    String loose = "'type':'number','groupChar':',','bareNumber':false";
    assertThat(Cells.isOf(type(loose), text)).isFalse();
    assertThat(Cells.isOf(type(loose), "$" + text)).isFalse();
    assertThat(Cells.isOf(type(loose), text + " %")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        ",|.|1,234.50|1234.50",
        ",|.|12,34,567|1234567",
        ",|.|999,999,999|999999999",
        ",|.|1,000e3|1000e3",
        ".|,|1.234,50|1234.50",
        ".|,|0,500|0.500",
        "'|.|1'234'567.5|1234567.5",
        "~ ~|,|1 234,5|1234.5",
        "\u00A0|,|1\u00A0234,5|1234.5",
        "\u202F|,|12\u202F345|12345",
        "::|.|1::234|1234",
        ",|.|0.5|0.5",
        ",|.|007|7",
        ",|.|12345678|12345678",
      })
  void right_groups_are_read_whatever_the_mark(
      String group, String point, String text, String out) {
    String marks =
        "'groupChar':'%s','decimalChar':'%s'".formatted(group.replace("'", "\\u0027"), point);
    FieldType type = type("'type':'number'," + marks);
    assertThat(Cells.out(type, text)).isEqualTo(out);
    assertThat(Cells.out(type, "-" + text)).isEqualTo("-" + out);
    FieldType loose = type("'type':'number','bareNumber':false," + marks);
    assertThat(Cells.out(loose, "$" + text)).isEqualTo(out);
    assertThat(Cells.out(loose, "EUR " + text)).isEqualTo(out);
    assertThat(Cells.out(loose, text + " %")).isEqualTo(out);
    assertThat(Cells.out(loose, "-$" + text)).isEqualTo("-" + out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        ".|0.500",
        "'|0'500",
        "~ ~|0 500",
        "\u00A0|0\u00A0500",
        "::|0::500",
        "\u202F|1\u202F23"
      })
  void the_rule_holds_for_every_mark(String group, String text) {
    String marks =
        "'type':'number','decimalChar':';','groupChar':'" + group.replace("'", "\\u0027") + "'";
    assertThat(Cells.isOf(type(marks), text)).isFalse();
    assertThat(Cells.isOf(type(marks + ",'bareNumber':false"), "€ " + text)).isFalse();
  }
}
