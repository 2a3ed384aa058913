package dev.rowgate.options;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What an option takes: how its text becomes a value, and what is said when it doesn't.
///
/// @param expected what a refusal tells is allowed
/// @param names the texts that a slip is compared with, for "did you mean"
/// @param parse empty for a text that isn't allowed
record OptionValue<T>(String expected, List<String> names, Function<String, Optional<T>> parse) {

  private static final Pattern DECIMAL = Pattern.compile("[0-9]+(\\.[0-9]+)?|\\.[0-9]+");
  private static final int MAX_DECIMAL_LENGTH = 20;

  /// So many digits always fit a `long`.
  private static final int MAX_DIGITS = 18;

  private static final List<String> COMMON_ENCODINGS =
      List.of(
          "utf-8",
          "utf-16",
          "utf-16le",
          "utf-16be",
          "iso-8859-1",
          "iso-8859-2",
          "iso-8859-15",
          "windows-1250",
          "windows-1251",
          "windows-1252",
          "latin1",
          "us-ascii");

  /// One of a few names.
  static <T> OptionValue<T> oneOf(SequencedMap<String, T> values) {
    List<String> names = List.copyOf(values.sequencedKeySet());
    return new OptionValue<>(listed(names), names, text -> Optional.ofNullable(values.get(text)));
  }

  /// Whether the CSV has a header; MIME's names for it count too.
  static OptionValue<Boolean> header() {
    Map<String, Boolean> values =
        Map.of("true", true, "present", true, "false", false, "absent", false);
    return new OptionValue<>(
        "true or false",
        List.of("true", "false", "present", "absent"),
        text -> Optional.ofNullable(values.get(text)));
  }

  static OptionValue<Long> wholeNumber() {
    return new OptionValue<>(
        "a whole number of at most " + MAX_DIGITS + " digits", List.of(), OptionValue::digits);
  }

  static OptionValue<Integer> wholeNumberUpTo(int max) {
    return new OptionValue<>(
        "a whole number from 0 to " + max,
        List.of(),
        text -> digits(text).filter(number -> number <= max).map(Long::intValue));
  }

  /// A decimal from 0 to 1 in digits, without an exponent: short, so that comparing it is cheap.
  static OptionValue<BigDecimal> ratio() {
    return new OptionValue<>(
        "a decimal from 0 to 1 of at most " + MAX_DECIMAL_LENGTH + " characters",
        List.of(),
        text ->
            Optional.of(text)
                .filter(t -> t.length() <= MAX_DECIMAL_LENGTH && DECIMAL.matcher(t).matches())
                .map(BigDecimal::new)
                .filter(ratio -> ratio.compareTo(BigDecimal.ONE) <= 0));
  }

  static OptionValue<Character> character() {
    return new OptionValue<>(
        "one printable ASCII character, or tab", List.of("tab"), OptionValue::asciiCharacter);
  }

  /// A character, or the empty text for none of that kind.
  static OptionValue<Integer> characterOrNone() {
    return new OptionValue<>(
        "one printable ASCII character, tab, or nothing at all for none",
        List.of("tab"),
        text ->
            text.isEmpty()
                ? Optional.of(Dialect.NONE)
                : asciiCharacter(text).map(character -> (int) character));
  }

  /// A name, or the line end itself, written with escapes or as it is.
  static OptionValue<LineTerminator> lineTerminator() {
    return new OptionValue<>(
        "any, lf, crlf or cr",
        List.of("any", "lf", "crlf", "cr"),
        text ->
            switch (text) {
              case "any" -> Optional.of(LineTerminator.ANY);
              case "lf", "\\n", "\n" -> Optional.of(LineTerminator.LF);
              case "crlf", "\\r\\n", "\r\n" -> Optional.of(LineTerminator.CRLF);
              case "cr", "\\r", "\r" -> Optional.of(LineTerminator.CR);
              default -> Optional.empty();
            });
  }

  static OptionValue<Encoding> encoding() {
    return new OptionValue<>(Encoding.ALLOWED, COMMON_ENCODINGS, Encoding::of);
  }

  private static Optional<Long> digits(String text) {
    boolean fits = !text.isEmpty() && text.length() <= MAX_DIGITS;
    return fits && text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(Long.valueOf(text))
        : Optional.empty();
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
