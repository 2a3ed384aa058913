package dev.rowgate.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem.BadOption;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {

  @Test
  void the_standard_has_no_conflict() {
    assertThat(Dialect.RFC_4180.conflict()).isNull();
  }

  /// Each component but the two flags is another one than in the standard dialect, so that one that
  /// is forgotten shows.
  @Test
  void what_a_dialect_says_makes_it_again() {
    var other =
        new Dialect(
            ";",
            '\'',
            false,
            '\\',
            "#",
            List.of(3),
            false,
            List.of(1, 2),
            true,
            "-",
            false,
            2,
            3,
            true,
            true,
            "NULL",
            new LineTerminator("|"),
            new Encoding(StandardCharsets.ISO_8859_1, Encoding.Unit.SINGLE_BYTE),
            true,
            true);

    assertThat(other.said().complete()).isEqualTo(other);
    assertThat(Dialect.RFC_4180.said().complete()).isEqualTo(Dialect.RFC_4180);
  }

  @Test
  void several_characters_that_there_are_not_are_no_conflict() {
    assertThat(dialect(',', -1, -1, -1).conflict()).isNull();
  }

  @Test
  void an_escape_that_is_the_quote_means_that_quotes_are_doubled() {
    Dialect dialect = dialect(',', '\'', '\'', -1);

    assertThat(dialect.escape()).isEqualTo(Dialect.NONE);
    assertThat(dialect.conflict()).isNull();
  }

  @Test
  void an_escape_that_is_the_quote_of_another_source_means_that_too() {
    var result = (OptionsResult.Read) OptionReader.read(Map.of("escape", List.of("\"")));

    assertThat(result.dialect().complete().escape()).isEqualTo(Dialect.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        // Only what differs from RFC 4180 was chosen by the caller.
        "34,  34, -1, -1, delimiter, \", quote",
        "44,  44, -1, -1, quote,     `,`, delimiter",
        "59,  59, -1, -1, quote,     ;, delimiter",
        "44,  34, 44, -1, escape,    `,`, delimiter",
        "9,   34,  9, -1, escape,    tab, delimiter",
        "44,  34, -1, 34, comment,   \", quote",
        "44,  34, 35, 35, comment,   #, escape",
        "35,  34, -1, 35, comment,   #, delimiter",
      })
  void two_roles_for_one_character_are_a_conflict(
      int delimiter, int quote, int escape, int comment, String name, String shown, String other) {
    assertThat(dialect(delimiter, quote, escape, comment).conflict())
        .isEqualTo(
            new BadOption(name, Excerpt.of(shown), "a character other than the " + other, null));
  }

  @ParameterizedTest
  @CsvSource({
    "delimiter, §, koi8-r",
    "delimiter, €, iso-8859-1",
    "delimiter, -¦, iso-8859-15",
    "comment, №, windows-1252",
    "lineTerminator, ¶, koi8-r",
    // Java writes a yen sign as the byte of a backslash, and reads that as a backslash.
    "delimiter, ¥, shift_jis",
  })
  void a_text_that_the_encoding_does_not_have_is_a_conflict(
      String option, String text, String encoding) {
    var read =
        (OptionsResult.Read)
            OptionReader.read(Map.of(option, List.of(text), "encoding", List.of(encoding)));

    assertThat(read.dialect().complete().conflict())
        .isInstanceOfSatisfying(
            BadOption.class,
            conflict -> {
              assertThat(conflict.name()).isEqualTo(option);
              assertThat(conflict.message()).containsIgnoringCase("the encoding " + encoding);
            });
    for (String other : List.of("utf-8", "utf-16", "utf-16le", "gb18030")) {
      Dialect possible =
          read.dialect()
              .with(DialectProperty.ENCODING, Encoding.of(other).orElseThrow())
              .complete();
      assertThat(possible.conflict()).as(other).isNull();
    }
  }

  /// Quotes and escapes are ASCII, so every encoding has them.
  @Test
  void every_encoding_has_ascii() {
    List<Encoding> encodings =
        Charset.availableCharsets().keySet().stream()
            .flatMap(name -> Encoding.of(name).stream())
            .toList();
    assertThat(encodings)
        .hasSizeGreaterThan(50)
        .allSatisfy(encoding ->
            IntStream.range(' ', 0x7F)
                .forEach(character -> {
                  String text = Character.toString(character);
                  assertThat(new String(text.getBytes(encoding.charset()), encoding.charset()))
                      .isEqualTo(text);
                }));
  }

  @ParameterizedTest
  @CsvSource({
    "';', ';;', true",
    "|, '\n|', true",
    "'::', ':::', true",
    "|, '|x|', true",
    "|, '|\n', false",
    "'::', '::.', false",
    "|, '\n.', false"
  })
  void a_line_terminator_may_only_begin_with_the_delimiter(
      String delimiter, String terminator, boolean isConflict) {
    Dialect dialect =
        PartialDialect.NOTHING
            .with(DialectProperty.DELIMITER, delimiter)
            .with(
                DialectProperty.LINE_TERMINATOR,
                new LineTerminator(terminator.replace("\\n", "\n")))
            .complete();

    assertThat(dialect.conflict() != null).isEqualTo(isConflict);
  }

  private static Dialect dialect(int delimiter, int quote, int escape, int comment) {
    return PartialDialect.NOTHING
        .with(DialectProperty.DELIMITER, Character.toString(delimiter))
        .with(DialectProperty.QUOTE, quote)
        .with(DialectProperty.ESCAPE, escape)
        .with(DialectProperty.COMMENT, comment < 0 ? "" : Character.toString(comment))
        .complete();
  }
}
