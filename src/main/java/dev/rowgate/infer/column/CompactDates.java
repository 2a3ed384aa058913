package dev.rowgate.infer.column;

import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counter of the integers in a column that are dates written as `YYYYMMDD`. A column in which all
/// values are such dates has dates; other numbers of eight digits would soon have a month 13.
final class CompactDates {

  static final Candidate DATE = Candidate.formatted("date", "%Y%m%d");

  private static final int LENGTH = 8;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;

  /// Databases write it for "no end".
  private static final int NO_END = 99991231;

  /// Words of labels whose columns have numbers by which something is known. Such a number may
  /// begin with a date, as in 20240101, 20240102 for the first invoices of a month.
  private static final Set<String> IDS =
      Set.of(
          "id",
          "ids",
          "no",
          "nr",
          "num",
          "number",
          "nummer",
          "numero",
          "número",
          "code",
          "key",
          "ref",
          "reference",
          "ticket",
          "invoice",
          "order",
          "customer",
          "kunde",
          "rechnung",
          "beleg",
          "article",
          "artikel",
          "item",
          "part",
          "product",
          "sku",
          "account",
          "konto",
          "serial",
          "batch",
          "lot");

  private final Value value;
  private long dates;
  private byte @Nullable [] first;
  private boolean vary;

  /// @param value receives what is read
  CompactDates(Value value) {
    this.value = value;
  }

  /// Adds an integer without leading zeros.
  void add(byte[] bytes, int from, int to) {
    if (to - from != LENGTH || !isDate(bytes, from)) {
      return;
    }
    dates++;
    if (first == null) {
      first = Arrays.copyOfRange(bytes, from, to);
    } else {
      vary |= !Arrays.equals(first, 0, LENGTH, bytes, from, to);
    }
  }

  /// Whether all values are dates, and not always the same.
  ///
  /// @param filled the number of values
  /// @param label of the column
  boolean are(long filled, String label) {
    return vary && dates == filled && words(label).stream().noneMatch(IDS::contains);
  }

  private static List<String> words(String label) {
    String split = label.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT);
    return List.of(split.split("[^\\p{L}]+"));
  }

  private boolean isDate(byte[] bytes, int from) {
    int number = 0;
    for (int i = from; i < from + LENGTH; i++) {
      number = 10 * number + bytes[i] - '0';
    }
    int year = number / 10_000;
    return ((year >= FIRST_YEAR && year <= LAST_YEAR) || number == NO_END)
        && DATE.type().read(bytes, from, from + LENGTH, value);
  }
}
