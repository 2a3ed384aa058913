package dev.rowgate.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rowgate.options.OptionsResult.Read;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.InputProblem.BadOption;
import dev.rowgate.problem.InputProblem.UnknownOption;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class OptionReaderTest {

  /// How to read the value of each option from the result.
  private static final Map<String, Function<Read, Object>> VALUES =
      Map.ofEntries(
          Map.entry("errors", read -> read.options().errors()),
          Map.entry("summary", read -> read.options().summary()),
          Map.entry("maxErrors", read -> read.options().maxErrors()),
          Map.entry("maxErrorRatio", read -> read.options().maxErrorRatio()),
          Map.entry("nulls", read -> read.options().nulls()),
          Map.entry("format", read -> read.options().format()),
          Map.entry("positions", read -> read.options().positions()),
          Map.entry("missingCells", read -> read.options().missingCells()),
          of(DialectProperty.DELIMITER),
          of(DialectProperty.QUOTE),
          of(DialectProperty.DOUBLE_QUOTE),
          of(DialectProperty.ESCAPE),
          of(DialectProperty.COMMENT),
          of(DialectProperty.COMMENT_ROWS),
          of(DialectProperty.HEADER),
          of(DialectProperty.HEADER_ROWS),
          of(DialectProperty.HEADER_JOIN),
          of(DialectProperty.CASE_SENSITIVE_HEADER),
          of(DialectProperty.SKIP_ROWS),
          of(DialectProperty.SKIP_FOOTER),
          of(DialectProperty.TRIM),
          of(DialectProperty.SKIP_INITIAL_SPACE),
          of(DialectProperty.NULL_SEQUENCE),
          of(DialectProperty.LINE_TERMINATOR),
          of(DialectProperty.ENCODING));

  private static Map.Entry<String, Function<Read, Object>> of(DialectProperty<?> property) {
    return Map.entry(property.option(), read -> read.dialect().get(property));
  }

  static List<Arguments> goodValues() {
    return List.of(
        arguments("errors", "inline", Options.Errors.INLINE),
        arguments("errors", "skip", Options.Errors.SKIP),
        arguments("errors", "only", Options.Errors.ONLY),
        arguments("errors", "fail", Options.Errors.FAIL),
        arguments("summary", "true", true),
        arguments("summary", "false", false),
        arguments("maxErrors", "0", 0L),
        arguments("maxErrors", "10", 10L),
        arguments("maxErrors", "999999999999999999", 999_999_999_999_999_999L),
        arguments("maxErrorRatio", "0", new BigDecimal("0")),
        arguments("maxErrorRatio", "0.05", new BigDecimal("0.05")),
        arguments("maxErrorRatio", ".5", new BigDecimal("0.5")),
        arguments("maxErrorRatio", "1", new BigDecimal("1")),
        arguments("maxErrorRatio", "1.0", new BigDecimal("1.0")),
        arguments("maxErrorRatio", "0.123456789012345678", new BigDecimal("0.123456789012345678")),
        arguments("nulls", "keep", Options.Nulls.KEEP),
        arguments("nulls", "omit", Options.Nulls.OMIT),
        arguments("format", "csv", Options.Format.CSV),
        arguments("format", "rejects-csv", Options.Format.REJECTS_CSV),
        arguments("positions", "true", true),
        arguments("missingCells", "null", Options.MissingCells.NULL),
        arguments("delimiter", ";", ";"),
        arguments("delimiter", " ", " "),
        arguments("delimiter", "~", "~"),
        arguments("delimiter", "x", "x"),
        arguments("delimiter", "tab", "\t"),
        arguments("delimiter", "\\t", "\t"),
        arguments("delimiter", "\t", "\t"),
        arguments("delimiter", "ä", "ä"),
        arguments("delimiter", "§", "§"),
        arguments("delimiter", "\u0001", "\u0001"),
        arguments("delimiter", "😀", "😀"),
        arguments("delimiter", "||", "||"),
        arguments("delimiter", "|\\t|", "|\t|"),
        arguments("delimiter", "~".repeat(64), "~".repeat(64)),
        arguments("doubleQuote", "false", false),
        arguments("commentRows", "2,5", List.of(2, 5)),
        arguments("commentRows", "1000000000", List.of(1_000_000_000)),
        arguments("commentRows", "", List.of()),
        arguments("headerRows", "1,2", List.of(1, 2)),
        arguments("headerJoin", "-", "-"),
        arguments("headerJoin", "", ""),
        arguments("caseSensitiveHeader", "false", false),
        arguments("skipInitialSpace", "true", true),
        arguments("nullSequence", "\\N", Optional.of("\\N")),
        arguments("nullSequence", "", Optional.of("")),
        arguments("quote", "'", (int) '\''),
        arguments("quote", "", Dialect.NONE),
        arguments("escape", "\\", (int) '\\'),
        arguments("escape", "", Dialect.NONE),
        arguments("comment", "#", "#"),
        arguments("comment", "//", "//"),
        arguments("comment", "tab", "\t"),
        arguments("comment", "", ""),
        arguments("header", "true", true),
        arguments("header", "present", true),
        arguments("header", "false", false),
        arguments("header", "absent", false),
        arguments("skipRows", "0", 0),
        arguments("skipRows", "1000000", 1_000_000),
        arguments("skipFooter", "0", 0),
        arguments("skipFooter", "1000", 1_000),
        arguments("trim", "true", true),
        arguments("trim", "false", false),
        arguments("lineTerminator", "any", LineTerminator.ANY),
        arguments("lineTerminator", "lf", LineTerminator.LF),
        arguments("lineTerminator", "\\n", LineTerminator.LF),
        arguments("lineTerminator", "\n", LineTerminator.LF),
        arguments("lineTerminator", "crlf", LineTerminator.CRLF),
        arguments("lineTerminator", "\\r\\n", LineTerminator.CRLF),
        arguments("lineTerminator", "\r\n", LineTerminator.CRLF),
        arguments("lineTerminator", "cr", LineTerminator.CR),
        arguments("lineTerminator", "\\r", LineTerminator.CR),
        arguments("lineTerminator", "\r", LineTerminator.CR),
        arguments("lineTerminator", "\n\r", new LineTerminator("\n\r")),
        arguments("lineTerminator", ";", new LineTerminator(";")),
        arguments("lineTerminator", "|\\n", new LineTerminator("|\n")),
        arguments("encoding", "utf-8", Encoding.UTF_8),
        arguments("encoding", "UTF8", Encoding.UTF_8),
        arguments("encoding", "latin1", Encoding.of("iso-8859-1").orElseThrow()),
        arguments("encoding", "windows-1252", Encoding.of("windows-1252").orElseThrow()));
  }

  @ParameterizedTest
  @MethodSource("goodValues")
  void reads(String name, String text, Object value) {
    OptionsResult result = OptionReader.read(Map.of(name, List.of(text)));

    assertThat(result).isInstanceOf(Read.class);
    assertThat(VALUES.get(name).apply((Read) result)).isEqualTo(value);
  }

  static Stream<Arguments> badValues() {
    var bad = new LinkedHashMap<String, List<String>>();
    bad.put("errors", List.of("", "Inline", "none", "inline,skip"));
    bad.put("summary", List.of("", "yes", "1", "TRUE"));
    bad.put("maxErrors", List.of("", "-1", "+1", "1.0", "ten", "1e3", "1000000000000000000", "١"));
    bad.put("maxErrorRatio", List.of("", "1.01", "-0.1", "1e-2", "5%", ".", "0.", "NaN"));
    bad.put("nulls", List.of("", "drop", "Keep"));
    bad.put("format", List.of("", "json", "CSV", "rejects_csv"));
    bad.put("positions", List.of("", "1"));
    bad.put("missingCells", List.of("", "none"));
    bad.put(
        "delimiter", List.of("", "ab", ";a", "\n", "\r", "\0", "\u007f", "TAB", "~".repeat(65)));
    bad.put("quote", List.of("''", "\n", "“", "none"));
    bad.put("doubleQuote", List.of("", "no"));
    bad.put("escape", List.of("\\\\", "\r", "é"));
    bad.put("comment", List.of("rem", "\n", "\0"));
    bad.put(
        "commentRows",
        List.of("0", "-1", "1,", "1;2", "1000000001", "1-3", "1,".repeat(1_000) + 1));
    bad.put("header", List.of("", "yes", "True"));
    bad.put("headerRows", List.of("", "0", "1001", "1 2", "[1,2]", "1,".repeat(100) + 1));
    bad.put("headerJoin", List.of("x".repeat(65)));
    bad.put("caseSensitiveHeader", List.of("", "no"));
    bad.put("skipRows", List.of("", "-1", "1000001", "99999999999999999999", "1.5"));
    bad.put("skipFooter", List.of("", "-1", "1001", "1.5"));
    bad.put("trim", List.of("", "both"));
    bad.put("skipInitialSpace", List.of("", "1"));
    bad.put("nullSequence", List.of("x".repeat(65)));
    bad.put("lineTerminator", List.of("", "LF", "nl", "\\x0a", ";".repeat(65)));
    bad.put("encoding", List.of("", "utf-9", "base64", "ebcdic", "utf 8", "utf-32"));
    assertThat(bad.keySet()).containsExactlyElementsOf(OptionReader.NAMES);
    return bad.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(text -> arguments(entry.getKey(), text)));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void refuses(String name, String text) {
    assertThat(problems(Map.of(name, List.of(text))))
        .singleElement()
        .isInstanceOfSatisfying(
            BadOption.class,
            problem -> {
              assertThat(problem.name()).isEqualTo(name);
              assertThat(problem.value()).isEqualTo(Excerpt.of(text));
              assertThat(problem.expected()).isNotBlank();
            });
  }

  @Test
  void refuses_a_ratio_of_more_than_twenty_characters() {
    assertThat(problems(Map.of("maxErrorRatio", List.of("0.1234567890123456789")))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "errors, Inline, inline",
    "errors, olny, only",
    "summary, TRUE, true",
    "nulls, omitt, omit",
    "delimiter, TAB, tab",
    "header, presnt, present",
    "lineTerminator, clrf, crlf",
    "encoding, utf-9, utf-8",
    "encoding, rot13, ",
  })
  void asks_whether_a_slip_meant(String name, String text, String suggestion) {
    assertThat(problems(Map.of(name, List.of(text))))
        .singleElement()
        .extracting(problem -> ((BadOption) problem).suggestion())
        .isEqualTo(suggestion);
  }

  static final List<String> names = OptionReader.NAMES;

  @ParameterizedTest
  @FieldSource("names")
  void refuses_a_name_given_twice_even_with_one_value(String name) {
    assertThat(problems(Map.of(name, List.of("true", "true"))))
        .containsExactly(
            new BadOption(name, Excerpt.of("true, true"), "one value, given once", null));
  }

  @ParameterizedTest
  @FieldSource("names")
  void says_nothing_of_what_is_not_given(String name) {
    assertThat(OptionReader.read(Map.of(name, List.of())))
        .isEqualTo(new Read(Options.STANDARD, PartialDialect.NOTHING));
  }

  @ParameterizedTest
  @CsvSource({"error, errors", "MAXERRORS, maxErrors", "max-errors, maxErrors", "respond, "})
  void refuses_an_unknown_name(String name, String suggestion) {
    assertThat(problems(Map.of(name, List.of("1"))))
        .containsExactly(new UnknownOption(name, suggestion, OptionReader.NAMES));
  }

  @Test
  void shows_the_start_of_a_long_name() {
    assertThat(problems(Map.of("x".repeat(10_000), List.of("1"))))
        .containsExactly(new UnknownOption("x".repeat(200), null, OptionReader.NAMES));
  }

  @Test
  void tells_all_problems_at_once_the_known_names_in_the_order_of_the_table() {
    var given = new LinkedHashMap<String, List<String>>();
    given.put("colour", List.of("red"));
    given.put("encoding", List.of("morse"));
    given.put("errors", List.of("loud"));
    given.put("trim", List.of("true", "false"));
    given.put("quote", List.of("'"));

    assertThat(problems(given))
        .extracting(problem ->
            switch (problem) {
              case BadOption bad -> bad.name();
              case UnknownOption unknown -> unknown.name();
              case InputProblem other -> other.code();
            })
        .containsExactly("errors", "trim", "encoding", "colour");
  }

  private static List<InputProblem> problems(Map<String, List<String>> given) {
    OptionsResult result = OptionReader.read(given);
    assertThat(result).isInstanceOf(OptionsResult.Refused.class);
    return ((OptionsResult.Refused) result).problems();
  }
}
