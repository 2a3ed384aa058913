package dev.rowgate.infer.column;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Format of the numbers in a column.
///
/// @param whole whether they are integers
/// @param marked whether some have a currency or percent sign, or spaces around them in quotes
/// @param point the decimal point
/// @param group the group mark; empty for none
record NumberForm(boolean whole, boolean marked, String point, String group) {

  /// Currency and percent signs, before or after the number.
  static final List<String> SIGNS =
      List.of(
          "$", "€", "£", "¥", "₹", "₽", "₩", "₺", "US$", "A$", "C$", "R$", "USD", "EUR", "GBP",
          "CHF", "JPY", "CNY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "kr", "kr.", "zł",
          "Kč", "TL", "TRY", "₴", "₪", "₫", "₱", "฿", "Ft", "HUF", "lei", "RON", "BGN", "лв", "лв.",
          "руб.", "RUB", "грн", "UAH", "INR", "BRL", "MXN", "NZD", "ZAR", "ILS");

  private static final String ANY_SIGN =
      SIGNS.stream().map(Pattern::quote).collect(Collectors.joining("|"));

  private static final Pattern CELL =
      Pattern.compile(
          "(?<padding> *)(?<sign>[-+])?(?<before>(?:"
              + ANY_SIGN
              + ")[ \u00A0]?)?[-+]?"
              + "(?<digits>\\d[\\d.,'’ \u00A0\u202F]*\\d|\\d|[.,]\\d+)"
              + "(?<exponent>[eE][-+]?\\d{1,3})?"
              + "(?<behind>[ \u00A0]?(?:%|‰|"
              + ANY_SIGN
              + "))?(?<rest> *)");

  /// Groups of three digits, or Indian grouping; `M` is replaced by the mark.
  private static final String GROUPS = "[1-9]\\d{0,2}(M\\d{3})+|[1-9]\\d{0,1}(M\\d{2})+M\\d{3}";

  private static final String GROUP_MARKS = ",.'’ \u00A0\u202F";

  /// In characters; longer texts aren't amounts.
  private static final int LONGEST = 60;

  /// Returns every format in which the cell may be a number, except JSON's own. An ambiguous cell
  /// yields two: with decimals, and with groups.
  static List<NumberForm> of(String cell) {
    if (cell.length() > LONGEST) {
      return List.of();
    }
    Matcher matcher = CELL.matcher(cell);
    if (!matcher.matches()) {
      return List.of();
    }
    boolean marked =
        matcher.group("before") != null
            || matcher.group("behind") != null
            || !matcher.group("padding").isEmpty()
            || !matcher.group("rest").isEmpty();
    String digits = matcher.group("digits");
    List<NumberForm> forms = new ArrayList<>();
    if (matcher.group("exponent") != null) {
      addDecimal(digits, ',', marked, forms);
      if (marked) {
        addDecimal(digits, '.', true, forms);
      }
      return forms;
    }
    if (marked && digits.chars().allMatch(Character::isDigit)) {
      forms.add(new NumberForm(true, true, ".", ""));
      forms.add(new NumberForm(false, true, ".", ""));
    }
    for (char point : new char[] {'.', ','}) {
      addDecimal(digits, point, marked, forms);
    }
    for (int i = 0; i < GROUP_MARKS.length(); i++) {
      addGrouped(digits, GROUP_MARKS.charAt(i), marked, forms);
    }
    return forms;
  }

  private static void addDecimal(
      String digits, char point, boolean marked, List<NumberForm> forms) {
    int at = digits.indexOf(point);
    boolean rest =
        (digits.substring(0, Math.max(at, 0)) + digits.substring(at + 1))
            .chars()
            .allMatch(Character::isDigit);
    if (at >= 0 && rest && (marked || point == ',')) {
      forms.add(new NumberForm(false, marked, String.valueOf(point), ""));
    }
  }

  private static void addGrouped(String digits, char mark, boolean marked, List<NumberForm> forms) {
    if (digits.indexOf(mark) < 0) {
      return;
    }
    String group = String.valueOf(mark);
    for (String point :
        mark == ',' ? List.of(".") : mark == '.' ? List.of(",") : List.of(".", ",")) {
      int at = digits.indexOf(point);
      String before = at < 0 ? digits : digits.substring(0, at);
      String decimals = at < 0 ? "" : digits.substring(at + 1);
      if (isGrouped(before, group) && decimals.chars().allMatch(Character::isDigit)) {
        if (at < 0 && point.equals(mark == '.' ? "," : ".")) {
          forms.add(new NumberForm(true, marked, ".", group));
        }
        forms.add(new NumberForm(false, marked, point, group));
      }
    }
  }

  private static boolean isGrouped(String digits, String mark) {
    return digits.contains(mark) && digits.matches(GROUPS.replace("M", Pattern.quote(mark)));
  }

  /// Whether the text around the number is a currency or percent sign. The schema's type accepts
  /// any text, so that `A7` would be an amount.
  boolean allows(byte[] bytes, int from, int to) {
    return !marked || NumberBytes.of(bytes, from, to).areAmount();
  }

  /// Whether every number of this format is valid in the other format too.
  boolean isPartOf(NumberForm other) {
    boolean groups = group.isEmpty() || group.equals(other.group);
    boolean decimals = whole || (!other.whole && point.equals(other.point));
    return groups && decimals && (!marked || other.marked);
  }
}
