package dev.rowgate.schema.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.schema.pattern.AsciiPattern.Answer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that the byte matcher agrees with RE2.
class AsciiPatternTest {

  private static final String[] PARTS = {
    "a",
    "b",
    "-",
    "\\.",
    "\\^",
    "é",
    "[ab]",
    "[a-z]",
    "[^a]",
    "[^\\n]",
    "[a-z-[b]]",
    "\\d",
    "\\D",
    "\\w",
    "\\s",
    "\\c",
    "\\i",
    ".",
    "^",
    "$",
    "(?:a)",
    "(?i)",
    "|"
  };

  private static final String[] REPETITIONS = {
    "", "", "", "?", "*", "+", "{2}", "{0}", "{1,2}", "{2,}", "{0,3}", "??", "+?"
  };

  private static final String[] TEXTS = {
    "a", "b", "z", "A", "0", "1", "-", ".", "^", "_", " ", "\n", "\r", "\0", "\u007F", "é", "٤",
    "😀"
  };

  private static @Nullable AsciiPattern ascii(String pattern) {
    return new PatternText(pattern).ascii();
  }

  private static String some(Random random, int most, String[]... of) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      for (String[] each : of) {
        text.append(each[random.nextInt(each.length)]);
      }
    }
    return text.toString();
  }

  @Property(tries = 20_000)
  void a_look_at_the_bytes_says_what_re2_says(@ForAll long seed) {
    var random = new Random(seed);
    var text = new PatternText(some(random, 4, PARTS, REPETITIONS));
    AsciiPattern ascii = text.fault() == null ? text.ascii() : null;
    if (ascii == null) {
      return;
    }
    var re2 = com.google.re2j.Pattern.compile(text.re2());
    for (int i = 0; i < 20; i++) {
      String cell = random.nextInt(9) == 0 ? "" : some(random, 6, TEXTS);
      byte[] bytes = ("b" + cell + "a").getBytes(UTF_8);
      Answer answer = ascii.matches(bytes, 1, bytes.length - 1);
      if (answer != Answer.UNKNOWN) {
        assertThat(answer == Answer.MATCHES)
            .as("%s of %s", text.re2(), cell)
            .isEqualTo(re2.matches(cell));
      } else {
        assertThat(cell).matches("(?s).*[^\\x00-\\x7F].*");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[A-Z]{2}[0-9]{4}", "\\d{4}-\\d\\d", "a*b", "[^@]+@[^@.]+\\.[a-z]+", "", "x?"})
  void simple_patterns_need_no_re2(String pattern) {
    assertThat(ascii(pattern)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a|b", "(a)", "(?i)a", "^a", "a$", "a*?", "a*a", "[ab]{1,2}c?b", "\\bx", ".*x"})
  void others_do(String pattern) {
    assertThat(ascii(pattern)).isNull();
  }
}
