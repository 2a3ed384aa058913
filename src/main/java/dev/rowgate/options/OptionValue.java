package dev.rowgate.options;

import static dev.rowgate.options.DialectProperty.MOST_CHARACTERS;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Kind of an option's value: its parser, and the message for invalid texts.
///
/// @param label placeholder in the help
/// @param expected description of the allowed values, for messages
/// @param names candidates for "did you mean"
/// @param parse returns empty for an invalid text
public record OptionValue<T>(
    String label, String expected, List<String> names, Function<String, Optional<T>> parse) {

  private static final Pattern DECIMAL = Pattern.compile("[0-9]+(\\.[0-9]+)?|\\.[0-9]+");
  private static final int MAX_DECIMAL_LENGTH = 20;

  /// Number of digits that always fit a `long`.
  private static final int MAX_DIGITS = 18;

  private static final List<String> COMMON_ENCODINGS =
      List.of(
          ("utf-8 utf-16 utf-16le utf-16be iso-8859-1 iso-8859-2 iso-8859-15 windows-1250"
                  + " windows-1251 windows-1252 latin1 koi8-r macintosh gb18030 gbk big5 shift_jis"
                  + " euc-jp euc-kr us-ascii")
              .split(" "));

  <U> OptionValue<U> map(Function<T, U> made) {
    return new OptionValue<>(label, expected, names, text -> parse.apply(text).map(made));
  }

  /// One of several names.
  static <T> OptionValue<T> oneOf(SequencedMap<String, T> values) {
    List<String> names = List.copyOf(values.sequencedKeySet());
    return new OptionValue<>(
        "WHAT", listed(names), names, text -> Optional.ofNullable(values.get(text)));
  }

  static OptionValue<Boolean> trueOrFalse() {
    Map<String, Boolean> values = Map.of("true", true, "false", false);
    return new OptionValue<>(
        "BOOL",
        "true or false",
        List.of("true", "false"),
        text -> Optional.ofNullable(values.get(text)));
  }

  /// Whether the CSV has a header; MIME's names for it are accepted too.
  static OptionValue<Boolean> header() {
    Map<String, Boolean> values =
        Map.of("true", true, "present", true, "false", false, "absent", false);
    return new OptionValue<>(
        "BOOL",
        "true or false",
        List.of("true", "false", "present", "absent"),
        text -> Optional.ofNullable(values.get(text)));
  }

  static OptionValue<Long> wholeNumber() {
    return new OptionValue<>(
        "N", "a whole number of at most " + MAX_DIGITS + " digits", List.of(), OptionValue::digits);
  }

  static OptionValue<Integer> wholeNumberUpTo(int max) {
    return new OptionValue<>(
        "N",
        "a whole number from 0 to " + max,
        List.of(),
        text -> digits(text).filter(number -> number <= max).map(Long::intValue));
  }

  /// A decimal from 0 to 1 in digits, without an exponent: short, so that comparing it is cheap.
  static OptionValue<BigDecimal> ratio() {
    return new OptionValue<>(
        "RATIO",
        "a decimal from 0 to 1 of at most " + MAX_DECIMAL_LENGTH + " characters",
        List.of(),
        text ->
            Optional.of(text)
                .filter(t -> t.length() <= MAX_DECIMAL_LENGTH && DECIMAL.matcher(t).matches())
                .map(BigDecimal::new)
                .filter(ratio -> ratio.compareTo(BigDecimal.ONE) <= 0));
  }

  /// One or several characters. Several must not include letters or digits, so that a misspelt name
  /// isn't taken for a delimiter. A schema's dialect may have any.
  static OptionValue<String> characters() {
    return new OptionValue<>(
        "TEXT",
        "one character, tab, or up to " + MOST_CHARACTERS + " that are no letters or digits",
        List.of("tab"),
        text -> unescapedTab(text).filter(OptionValue::isPlain));
  }

  /// As [#characters], or the empty text for none.
  static OptionValue<String> charactersOrNone() {
    OptionValue<String> some = characters();
    return new OptionValue<>(
        "TEXT",
        some.expected + ", or nothing at all for none",
        some.names,
        text -> text.isEmpty() ? Optional.of(text) : some.parse.apply(text));
  }

  /// One character, or the empty text for none.
  static OptionValue<Integer> characterOrNone() {
    return new OptionValue<>(
        "CHAR",
        "one printable ASCII character, tab, or nothing at all for none",
        List.of("tab"),
        text ->
            text.isEmpty()
                ? Optional.of(Dialect.NONE)
                : asciiCharacter(text).map(character -> (int) character));
  }

  static OptionValue<String> text() {
    return new OptionValue<>(
        "TEXT",
        "a text of at most " + MOST_CHARACTERS + " characters",
        List.of(),
        text -> Optional.of(text).filter(OptionValue::isShort));
  }

  /// Row numbers from 1, separated by commas.
  ///
  /// @param most maximum number of rows
  static OptionValue<List<Integer>> rows(int most, int last) {
    return new OptionValue<>(
        "N,N",
        "at most " + most + " row numbers from 1 to " + last + ", such as 1,2",
        List.of(),
        text -> rows(text, most, last));
  }

  /// As [#rows(int, int)], or the empty text for none.
  static OptionValue<List<Integer>> rowsOrNone(int most, int last) {
    OptionValue<List<Integer>> some = rows(most, last);
    return new OptionValue<>(
        "N,N",
        some.expected + ", or nothing at all for none",
        List.of(),
        text -> text.isEmpty() ? Optional.of(List.of()) : some.parse.apply(text));
  }

  /// A name, or the line end itself, with or without escapes. As in a delimiter, letters and digits
  /// aren't allowed.
  static OptionValue<LineTerminator> lineTerminator() {
    return new OptionValue<>(
        "WHAT",
        "any, lf, crlf, cr, or up to " + MOST_CHARACTERS + " characters but letters and digits",
        List.of("any", "lf", "crlf", "cr"),
        text ->
            switch (text) {
              case "any" -> Optional.of(LineTerminator.ANY);
              case "lf" -> Optional.of(LineTerminator.LF);
              case "crlf" -> Optional.of(LineTerminator.CRLF);
              case "cr" -> Optional.of(LineTerminator.CR);
              default ->
                  Optional.of(text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t"))
                      .filter(end -> !end.isEmpty() && isShort(end) && hasNoWord(end))
                      .map(LineTerminator::new);
            });
  }

  static OptionValue<Encoding> encoding() {
    return new OptionValue<>("NAME", Encoding.ALLOWED, COMMON_ENCODINGS, Encoding::of);
  }

  private static Optional<Long> digits(String text) {
    boolean fits = !text.isEmpty() && text.length() <= MAX_DIGITS;
    return fits && text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(Long.valueOf(text))
        : Optional.empty();
  }

  private static Optional<List<Integer>> rows(String text, int most, int last) {
    String[] numbers = text.split(",", -1);
    if (numbers.length > most) {
      return Optional.empty();
    }
    List<Integer> rows = new ArrayList<>();
    for (String number : numbers) {
      digits(number)
          .filter(row -> row >= 1 && row <= last)
          .map(Long::intValue)
          .ifPresent(rows::add);
    }
    return Optional.of(rows).filter(all -> all.size() == numbers.length);
  }

  private static Optional<String> unescapedTab(String text) {
    return Optional.of(text.equals("tab") ? "\t" : text.replace("\\t", "\t"));
  }

  private static boolean isPlain(String text) {
    boolean one = text.codePointCount(0, text.length()) == 1;
    return isShort(text)
        && !text.isEmpty()
        && text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0 || c == 0x7F)
        && (one || hasNoWord(text));
  }

  private static boolean isShort(String text) {
    return text.length() <= MOST_CHARACTERS;
  }

  private static boolean hasNoWord(String text) {
    return text.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  private static Optional<Character> asciiCharacter(String text) {
    if (text.equals("tab") || text.equals("\\t") || text.equals("\t")) {
      return Optional.of('\t');
    }
    boolean printable = text.length() == 1 && text.charAt(0) >= ' ' && text.charAt(0) <= '~';
    return printable ? Optional.of(text.charAt(0)) : Optional.empty();
  }

  /// `inline, skip, only or fail`
  private static String listed(List<String> names) {
    var allButLast = new ArrayList<>(names);
    String last = allButLast.removeLast();
    return String.join(", ", allButLast) + " or " + last;
  }
}
