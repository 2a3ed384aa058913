package dev.rowgate.infer.dialect;

import java.util.regex.Pattern;

/// Classification of a cell's text by appearance, used to rate a dialect. With the right dialect
/// cells are numbers, dates and clean texts; with a wrong one they are fragments that contain other
/// delimiters or single quotes.
public enum CellKind {
  EMPTY(0),
  NUMBER(1),
  TEMPORAL(1),
  /// URLs, e-mail addresses, identifiers and the like: well-formed texts that may contain
  /// delimiters.
  FORMED(1),
  WORD(1),
  TEXT(0.95),
  /// Starts or ends with a space.
  PADDED(0.75),
  /// Text with an apostrophe at one end, possibly half of a pair of quotes.
  APOSTROPHE(0.6),
  /// Text with characters that are rare inside a cell.
  UNUSUAL(0.8),
  /// Contains a character that is usually a delimiter, or ends with a backslash, which may escape
  /// the delimiter.
  FRAGMENT(0.3),
  /// Starts or ends with a quote other than the dialect's.
  QUOTE(0.1);

  /// In characters; longer texts aren't numbers, dates or addresses.
  private static final int LONGEST = 200;

  private static final Pattern NUMBERS =
      Pattern.compile(
          "[-+(]?\\s?[$€£¥₹]?\\s?[-+]?(\\d+([.,]\\d*)?|[.,]\\d+|\\d{1,3}([.,'’]\\d{2,3})+([.,]\\d+)?|\\d{1,3}(["
              + " \u00A0\u202F]\\d{3})+([.,]\\d+)?)([eE][-+]?\\d+)?\\s?([%‰$€£¥]|[A-Z]{3})?\\)?");

  private static final String CLOCK =
      "\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?( ?[AaPp]\\.?[Mm]\\.?)?("
          + " ?(Z|UTC|GMT|[-+]\\d{2}(:?\\d{2})?))?";

  private static final String DAY =
      "(\\d{1,4}[-/.]\\d{1,2}([-/.]\\d{1,4})?\\.?|\\d{1,2}[- /]?[A-Za-z]{3,9}[-"
          + " /,]{1,2}\\d{2,4}|([A-Za-z]{3,9},? )?[A-Za-z]{3,9} \\d{1,2},? \\d{2,4}|[A-Za-z]{3},"
          + " \\d{1,2} [A-Za-z]{3,9} \\d{4})";

  private static final Pattern TEMPORALS =
      Pattern.compile(CLOCK + "|" + DAY + "(([ T]|, )" + CLOCK + ")?|-?P[0-9YMWDTHS.]+");

  private static final Pattern FORMS =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]*://\\S+|(mailto:)?[^\\s@,;|\"]+@[^\\s@,;|\"]+\\.[^\\s@,;|\"]+"
              + "|[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{0,4}){2,7}|\\{\\s*(\".*)?}|\\[\\s*([-\\d\"{\\[\\]]|true|false|null).*|<[A-Za-z].*>|-?\\d{1,3}\\.\\d+,"
              + " ?-?\\d{1,3}\\.\\d+|(POINT|LINESTRING|(MULTI)?POLYGON) ?\\(.*");

  /// Plausibility of such a cell, from 0 to 1.
  final double weight;

  CellKind(double weight) {
    this.weight = weight;
  }

  /// Whether the kind is another type than text.
  public boolean isTyped() {
    return this == NUMBER || this == TEMPORAL || this == FORMED;
  }

  public boolean isText() {
    return switch (this) {
      case WORD, TEXT, PADDED, APOSTROPHE, UNUSUAL -> true;
      case EMPTY, NUMBER, TEMPORAL, FORMED, FRAGMENT, QUOTE -> false;
    };
  }

  /// @param quoted whether the cell was quoted, so that special characters in it are intended
  public static CellKind of(String cell, boolean quoted) {
    if (cell.isEmpty()) {
      return EMPTY;
    }
    if (isPadded(cell)) {
      return quoted ? TEXT : ofMarks(cell);
    }
    int digits = 0;
    int letters = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
    }
    boolean isShort = cell.length() <= LONGEST;
    if (letters == cell.length() || (digits == cell.length() && isShort)) {
      // Most cells are one of these, and need no pattern.
      return digits > 0 ? NUMBER : WORD;
    }
    boolean hasDigits = isShort && digits > 0;
    if (hasDigits && isNumberLike(cell.charAt(0)) && NUMBERS.matcher(cell).matches()) {
      return NUMBER;
    }
    if (hasDigits && TEMPORALS.matcher(cell).matches()) {
      return TEMPORAL;
    }
    CellKind marks = ofMarks(cell);
    if (marks == WORD || marks == TEXT) {
      return marks;
    }
    if (isShort && FORMS.matcher(cell).matches()) {
      return FORMED;
    }
    return quoted ? TEXT : marks;
  }

  private static boolean isNumberLike(char first) {
    return first < 'A' || first > 0x7F;
  }

  private static boolean isPadded(String cell) {
    return cell.charAt(0) == ' ' || cell.charAt(cell.length() - 1) == ' ';
  }

  private static CellKind ofMarks(String cell) {
    char first = cell.charAt(0);
    char last = cell.charAt(cell.length() - 1);
    boolean apostrophes = first == '\'' && last == '\'' && cell.length() > 1;
    if (first == '"' || (last == '"' && !endsInInches(cell)) || apostrophes) {
      return QUOTE;
    }
    if (last == '\\' && !cell.endsWith("\\\\")) {
      return FRAGMENT;
    }
    boolean apostrophe = first == '\'' || last == '\'';
    boolean word = true;
    boolean unusual = false;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c > 0x7F) {
        continue;
      }
      word = false;
      if (c == ';' || c == '\t' || c == '|' || c == '~' || c == '^') {
        return FRAGMENT;
      }
      if (c == ',' && i + 1 < cell.length() && cell.charAt(i + 1) != ' ') {
        return FRAGMENT;
      }
      unusual |=
          c < ' ' || "\"#{}[]<>=\\*$@`".indexOf(c) >= 0 || (c == ',' && i + 1 == cell.length());
    }
    if (isPadded(cell)) {
      return PADDED;
    }
    return apostrophe ? APOSTROPHE : word ? WORD : unusual ? UNUSUAL : TEXT;
  }

  /// Whether the text ends like `48"`: its only quote follows a digit.
  private static boolean endsInInches(String cell) {
    int before = cell.length() - 2;
    return before >= 0
        && Character.isDigit(cell.charAt(before))
        && cell.indexOf('"') == cell.length() - 1;
  }
}
