package dev.rowgate.schema.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// Tests character sets against the definitions of XML Schema, character by character.
class PatternSetTest {

  /// A set, or a part of one, as written in a pattern, and its members.
  private record Set(String text, IntPredicate holds) {

    static Set of(String text, IntPredicate holds) {
      return new Set(text, holds);
    }
  }

  private static final List<Set> CLASSES =
      List.of(
          Set.of("\\d", c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER),
          Set.of("\\D", c -> Character.getType(c) != Character.DECIMAL_DIGIT_NUMBER),
          Set.of("\\s", c -> " \t\n\r".indexOf(c) >= 0),
          Set.of("\\S", c -> " \t\n\r".indexOf(c) < 0),
          Set.of("\\w", PatternSetTest::isWord),
          Set.of("\\W", c -> !isWord(c)),
          Set.of("\\i", PatternSetTest::isNameStart),
          Set.of("\\I", c -> !isNameStart(c)),
          Set.of("\\c", PatternSetTest::isNamePart),
          Set.of("\\C", c -> !isNamePart(c)),
          Set.of("\\p{L}", Character::isLetter),
          Set.of("\\P{L}", c -> !Character.isLetter(c)),
          Set.of("\\p{Lu}", c -> Character.getType(c) == Character.UPPERCASE_LETTER),
          Set.of("\\p{Nd}", Character::isDigit),
          Set.of("\\p{Z}", Character::isSpaceChar),
          Set.of("\\p{Cn}", c -> !Character.isDefined(c)),
          Set.of("\\p{IsBasicLatin}", c -> c <= 0x7F),
          Set.of("\\P{IsBasicLatin}", c -> c > 0x7F),
          Set.of("\\p{IsLatin-1Supplement}", c -> c >= 0x80 && c <= 0xFF),
          Set.of("\\p{IsGreek}", c -> c >= 0x370 && c <= 0x3FF),
          Set.of("\\p{IsCyrillic}", c -> c >= 0x400 && c <= 0x4FF));

  private static boolean isWord(int c) {
    return switch (Character.getType(c)) {
      case Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static boolean isNameStart(int c) {
    return c == ':'
        || c == '_'
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7)
        || (c >= 0x370 && c <= 0x1FFF && c != 0x37E)
        || c == 0x200C
        || c == 0x200D
        || (c >= 0x2070 && c <= 0x218F)
        || (c >= 0x2C00 && c <= 0x2FEF)
        || (c >= 0x3001 && c <= 0xD7FF)
        || (c >= 0xF900 && c <= 0xFDCF)
        || (c >= 0xFDF0 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0xEFFFF);
  }

  private static boolean isNamePart(int c) {
    return isNameStart(c)
        || c == '-'
        || c == '.'
        || (c >= '0' && c <= '9')
        || c == 0xB7
        || (c >= 0x300 && c <= 0x36F)
        || c == 0x203F
        || c == 0x2040;
  }

  private static com.google.re2j.Pattern compiled(String pattern) {
    return com.google.re2j.Pattern.compile(new PatternText(pattern).re2());
  }

  private static boolean matches(com.google.re2j.Pattern pattern, int c) {
    return pattern.matches(Character.toString(c).getBytes(UTF_8));
  }

  private static IntStream characters() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
  }

  @Test
  void classes_hold_what_xml_schema_says_of_every_character_that_there_is() {
    for (Set one : CLASSES) {
      var pattern = compiled(one.text);

      assertThat(characters().filter(c -> matches(pattern, c) != one.holds.test(c)))
          .as(one.text)
          .isEmpty();
    }
  }

  @Property(tries = 500)
  void sets_less_sets_hold_what_xml_schema_says(
      @ForAll("sets") Set set, @ForAll("some") List<Integer> some) {
    var pattern = compiled(set.text);

    for (int c = 0; c < 0x500; c++) {
      assertThat(matches(pattern, c)).as("%s on U+%04X", set.text, c).isEqualTo(set.holds.test(c));
    }
    for (int c : some) {
      assertThat(matches(pattern, c)).as("%s on U+%04X", set.text, c).isEqualTo(set.holds.test(c));
    }
  }

  @Provide
  Arbitrary<List<Integer>> some() {
    return Arbitraries.integers()
        .between(0, Character.MAX_CODE_POINT)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .list()
        .ofSize(200);
  }

  @Provide
  Arbitrary<Set> sets() {
    return sets(2);
  }

  private static Arbitrary<Set> sets(int deep) {
    Arbitrary<Set> group =
        Combinators.combine(
                Arbitraries.oneOf(Arbitraries.of(CLASSES), ranges())
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(4),
                Arbitraries.of(true, false))
            .as((items, negated) -> {
              String text = String.join("", items.stream().map(Set::text).toList());
              IntPredicate any = c -> items.stream().anyMatch(item -> item.holds.test(c));
              return negated ? Set.of("^" + text, any.negate()) : Set.of(text, any);
            });
    Arbitrary<Set> plain = group.map(one -> Set.of("[" + one.text + "]", one.holds));
    return deep == 0
        ? plain
        : Arbitraries.oneOf(
            plain,
            Combinators.combine(group, Arbitraries.lazy(() -> sets(deep - 1)))
                .as((one, less) ->
                    Set.of(
                        "[" + one.text + "-" + less.text + "]",
                        one.holds.and(less.holds.negate()))));
  }

  /// `a`, `a-z`, `\]`.
  private static Arbitrary<Set> ranges() {
    Arbitrary<Integer> character =
        Arbitraries.oneOf(
            Arbitraries.integers().between('!', '~'),
            Arbitraries.integers().between(0xA1, 0x4FF),
            Arbitraries.integers().between(0x1F600, 0x1F64F));
    return Combinators.combine(character, character, Arbitraries.of(true, false))
        .as((one, other, single) -> {
          int first = Math.min(one, other);
          int last = single ? first : Math.max(one, other);
          String text = single ? written(first) : written(first) + "-" + written(last);
          return Set.of(text, c -> c >= first && c <= last);
        });
  }

  private static String written(int c) {
    return "\\|.?*+(){}-[]^".indexOf(c) >= 0 ? "\\" + (char) c : Character.toString(c);
  }

  @Test
  void in_every_case_a_set_holds_each_letter_that_java_takes_for_the_same() {
    CodePoints all = CodePoints.range('k', 's').inEveryCase();

    assertThat(characters().filter(all::contains))
        .containsExactlyElementsOf(
            characters()
                .filter(c -> {
                  int folded = Character.toLowerCase(Character.toUpperCase(c));
                  return folded >= 'k' && folded <= 's';
                })
                .boxed()
                .toList());
  }
}
