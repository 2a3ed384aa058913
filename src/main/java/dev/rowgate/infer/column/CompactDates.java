package dev.rowgate.infer.column;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counter of the cells in a column that are dates, or dates with times, in digits alone, such as
/// `YYYYMMDD`. A column in which all values are such dates has dates; other numbers of eight digits
/// would soon have a month 13. The day may be first, or a time follow, only if the label is about
/// dates or times: numbers of orders begin with a date, and a counter may look like a time.
final class CompactDates {

  private static final List<Candidate> FORMS =
      List.of(
          Candidate.formatted("date", "%Y%m%d"),
          Candidate.formatted("datetime", "%Y%m%d%H%M"),
          Candidate.formatted("datetime", "%Y%m%d%H%M%S"),
          Candidate.formatted("date", "%d%m%Y"));

  /// In digits, for each of the forms.
  private static final int[] LENGTHS = {8, 12, 14, 8};

  /// Index of the form with the day first.
  private static final int DAY_FIRST = 3;

  /// Index of the form that any label may have.
  private static final int DATE = 0;

  /// Ends of words for dates in labels.
  private static final List<String> DATES =
      List.of("date", "datum", "data", "fecha", "dato", "dátum", "päivä");

  /// Ends of words for times in labels.
  private static final List<String> TIMES =
      List.of("time", "stamp", "zeit", "zeitpunkt", "zeitstempel", "uhr", "heure", "hora", "clock");

  /// Words in the labels of times, too short to be the end of another one.
  private static final Set<String> SHORT_TIMES = Set.of("at", "ts");

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;

  private static final byte[] LAST_YEAR_FIRST = "99991231".getBytes(US_ASCII);
  private static final byte[] LAST_DAY_FIRST = "31129999".getBytes(US_ASCII);

  /// Words of labels whose columns have numbers by which something is known. Such a number may
  /// begin with a date, as in 20240101, 20240102 for the first invoices of a month.
  private static final Set<String> IDS =
      Names.words(
          "id ids no nr num number nummer numero número code key ref reference ticket"
              + " invoice order customer kunde rechnung beleg article artikel item part product"
              + " sku account konto serial batch lot");

  private final Value value;

  /// Number of cells of each form.
  private final long[] cells = new long[LENGTHS.length];

  private byte @Nullable [] first;
  private boolean vary;

  /// @param value receives what is read
  CompactDates(Value value) {
    this.value = value;
  }

  void add(byte[] bytes, int from, int to) {
    int length = to - from;
    if ((length != 8 && length != 12 && length != 14) || !areDigits(bytes, from, to)) {
      return;
    }
    for (int form = 0; form < LENGTHS.length; form++) {
      cells[form] += length == LENGTHS[form] && isOf(form, bytes, from, to) ? 1 : 0;
    }
    if (first == null) {
      first = Arrays.copyOfRange(bytes, from, to);
    } else {
      vary |= !Arrays.equals(first, 0, first.length, bytes, from, to);
    }
  }

  /// Returns the form of all values; null if there is none, or if they are always the same.
  ///
  /// @param filled the number of values
  /// @param label of the column
  @Nullable Candidate type(long filled, String label) {
    for (int form = 0; vary && form < LENGTHS.length; form++) {
      if (cells[form] == filled && isPossible(form, words(label))) {
        return FORMS.get(form);
      }
    }
    return null;
  }

  private static boolean isPossible(int form, List<String> words) {
    boolean isNamed =
        form == DATE
            || words.stream().anyMatch(word -> DATES.stream().anyMatch(word::endsWith))
            || (form != DAY_FIRST && words.stream().anyMatch(CompactDates::isTime));
    return isNamed && words.stream().noneMatch(IDS::contains);
  }

  /// Whether a label has a word for a time, and none for a number by which something is known.
  static boolean isOfTime(String label) {
    List<String> words = words(label);
    return words.stream().anyMatch(CompactDates::isTime) && words.stream().noneMatch(IDS::contains);
  }

  private static boolean isTime(String word) {
    return SHORT_TIMES.contains(word) || TIMES.stream().anyMatch(word::endsWith);
  }

  private static List<String> words(String label) {
    String split = label.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT);
    return List.of(split.split("[^\\p{L}]+"));
  }

  private static boolean areDigits(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private boolean isOf(int form, byte[] bytes, int from, int to) {
    int start = form == DAY_FIRST ? to - 4 : from;
    int year = 0;
    for (int i = start; i < start + 4; i++) {
      year = 10 * year + bytes[i] - '0';
    }
    return ((year >= FIRST_YEAR && year <= LAST_YEAR) || isWithoutEnd(form, bytes, from))
        && FORMS.get(form).type().read(bytes, from, to, value);
  }

  /// Whether a cell is the date that databases write for "no end".
  private static boolean isWithoutEnd(int form, byte[] bytes, int from) {
    byte[] end = form == DAY_FIRST ? LAST_DAY_FIRST : LAST_YEAR_FIRST;
    return Arrays.equals(end, 0, end.length, bytes, from, from + end.length);
  }
}
