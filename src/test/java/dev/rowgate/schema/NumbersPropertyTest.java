package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.IntegerType;
import dev.rowgate.schema.type.NumberType;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NumbersPropertyTest {
  private static final Pattern RFC_8259 =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private static final Pattern CONTRACT =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final FieldType integer = new IntegerType();
  private final FieldType number = new NumberType();

  @Property
  void an_integer_goes_out_as_a_json_number_of_the_same_value(@ForAll("integers") String cell) {
    String out = Cells.out(integer, cell);

    assertThat(out).matches(RFC_8259);
    assertThat(new BigDecimal(out)).isEqualByComparingTo(new BigDecimal(cell));
    assertThat(Cells.out(number, cell)).isEqualTo(out);
  }

  @Property
  void a_number_goes_out_as_a_json_number_of_the_same_value(@ForAll("numbers") String cell) {
    String out = Cells.out(number, cell);

    assertThat(out).matches(RFC_8259);
    assertThat(new BigDecimal(out)).isEqualByComparingTo(new BigDecimal(cell));
  }

  @Property
  void what_looks_nearly_like_a_number_is_one_by_the_contract_alone(@ForAll("near") String cell) {
    assertThat(Cells.isOf(number, cell)).isEqualTo(CONTRACT.matcher(cell).matches());
  }

  @Property
  void numbers_compare_as_exact_decimals(
      @ForAll("numbers") String one, @ForAll("numbers") String other) {
    int order = number.compare(Cells.value(number, one), Cells.value(number, other));

    assertThat(Integer.signum(order))
        .isEqualTo(new BigDecimal(one).compareTo(new BigDecimal(other)));
  }

  @Provide
  Arbitrary<String> integers() {
    return Combinators.combine(signs(), digits(1)).as((sign, digits) -> sign + digits);
  }

  @Provide
  Arbitrary<String> numbers() {
    Arbitrary<String> mantissas =
        Arbitraries.oneOf(
            digits(1),
            Combinators.combine(digits(1), digits(0)).as((whole, part) -> whole + "." + part),
            digits(1).map(part -> "." + part));
    Arbitrary<String> exponents =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            Combinators.combine(
                    Arbitraries.of("e", "E"), signs(), Arbitraries.integers().between(0, 9_999))
                .as((e, sign, size) -> e + sign + size));
    return Combinators.combine(signs(), mantissas, exponents)
        .as((sign, mantissa, exponent) -> sign + mantissa + exponent);
  }

  @Provide
  Arbitrary<String> near() {
    return Arbitraries.strings()
        .withChars("+-.eE019")
        .ofMaxLength(6)
        .filter(cell -> !cell.matches(".*[eE].?[0-9]{5,}"));
  }

  private static Arbitrary<String> signs() {
    return Arbitraries.of("", "+", "-");
  }

  /// Many zeros, because they are what normalisation moves.
  private static Arbitrary<String> digits(int least) {
    return Arbitraries.strings().withChars("0001234567890").ofMinLength(least).ofMaxLength(40);
  }
}
