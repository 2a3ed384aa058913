package dev.rowgate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rowgate.schema.constraint.Pattern;
import dev.rowgate.schema.constraint.PatternTest;
import dev.rowgate.schema.pattern.PatternText;
import dev.rowgate.schema.type.StringType;
import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that no pattern costs more than its own size and the cell's length justify.
class PatternSafetyTest {

  @Test
  void has_at_most_1000_characters() {
    assertThat(PatternTest.reason("a".repeat(1_000))).isEqualTo("none");
    assertThat(PatternTest.reason("a".repeat(1_001)))
        .isEqualTo("it is longer than 1000 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{1000}",
        "a{0,1000}",
        "[a-z]{2,1000}",
        ".{1000,}",
        "(?:\\d{3}-){100}",
        "(a{10}){10}"
      })
  void may_repeat_a_thousand_times(String pattern) {
    assertThat(PatternTest.reason(pattern)).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{1000}){1000}",
        "((((a{10}){10}){10}){10}){10}",
        "(?:(?:){1000}){1000}",
        "((){1000}){1000}",
        "(?:a{1000}){2}b{1000}",
        "a{1000}b{1000}c{1000}",
        "(?:a?{999}|b){999}"
      })
  void may_not_grow_without_bound(String pattern) {
    assertThat(PatternTest.reason(pattern))
        .isEqualTo("its repetitions come to more than 4000 steps");
  }

  @Test
  void takes_time_that_grows_with_the_text_alone() {
    // A backtracking matcher would need exponential time.
    assertThat(PatternTest.matches("(a+)+$", "a".repeat(100_000) + "b")).isFalse();
    assertThat(PatternTest.matches("(a|a)*b", "a".repeat(100_000))).isFalse();
    assertThat(PatternTest.matches("(a?){200}a{200}", "a".repeat(200))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)\u1C80",
        "(?i)[\u1C88]",
        "(?i)[!-😀]",
        "(?i)[\\x{1C80}]",
        "(?i)\\x{1C80}",
        "(?i)\\i",
        "(?i)[\\c]",
        "(a(?si)b)\u1C85"
      })
  void keeps_away_from_where_re2j_finds_no_end(String pattern) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(PatternTest.reason(pattern)).isEqualTo("none"));
  }

  /// A newer Java may have letters that RE2/J's tables lack, and each may need the same workaround.
  @Test
  void finds_an_end_for_every_letter_that_has_a_case() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .filter(c -> Character.toLowerCase(c) != c || Character.toUpperCase(c) != c)
                .mapToObj(c -> "(?i)" + Character.toString(c))
                .forEach(Pattern::compile));
  }

  @Test
  void refuses_a_schema_whose_patterns_are_too_large_together() {
    var fields = new StringBuilder("{'name': 'a', 'type': 'string'}");
    // Fewer are refused than the number of problems that are listed.
    for (int i = 0; i < 200; i++) {
      fields.append(
          ", {'name': 'f%d', 'type': 'string', 'constraints': {'pattern': '%d[a-z]{900}'}}"
              .formatted(i, i));
    }

    assertThat(Schemas.messagesOfField(fields.toString()))
        .isNotEmpty()
        .allMatch(
            message -> message.endsWith("the patterns of this schema are too large together"));
  }

  @Test
  void counts_a_pattern_that_many_fields_share_once() {
    var fields = new StringBuilder("{'name': 'a', 'type': 'string'}");
    for (int i = 0; i < 300; i++) {
      fields.append(
          ", {'name': 'f%d', 'type': 'string', 'constraints': {'pattern': '[a-z]{900}'}}"
              .formatted(i));
    }

    assertThat(Schemas.faultsOfField(fields.toString())).isEmpty();
  }

  @Property(tries = 3_000)
  void reads_any_text_as_a_pattern_or_says_why_not(@ForAll("patterns") String text) {
    switch (Pattern.compile(text)) {
      case Pattern.Result.Compiled compiled -> {
        // The estimated cost grows with the size of RE2's program.
        int steps = com.google.re2j.Pattern.compile(new PatternText(text).re2()).programSize();
        assertThat(2 * compiled.cost() + 4).isGreaterThanOrEqualTo(steps);
        compiled.pattern().holds(Cells.value(new StringType(), "aé😀-1"));
      }
      case Pattern.Result.Bad bad -> assertThat(bad.reason()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
            "\\",
            "p",
            "P",
            "{",
            "}",
            "[",
            "]",
            "^",
            "-",
            "(",
            ")",
            "?",
            "P<",
            ">",
            "[:alpha:]",
            "1",
            ",",
            "*",
            "+",
            "|",
            "a",
            "\\p{L}",
            "\\x{",
            "\\x",
            "\\w",
            "\\W",
            "\\i",
            "\\C",
            "-[",
            "\\p{IsGreek}",
            "é",
            "😀",
            "$",
            ".",
            "\\pL",
            "\\b",
            "(?i)",
            "{2}",
            "{0,3}",
            "(?:",
            "\u1C80")
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }
}
