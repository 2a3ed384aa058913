package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.records.CellSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Buffer for copies of a few records, until it is known whether they count.
final class HeldRecords {

  private static final int MOST_RECORDS = 3;

  /// Limit for notes, which aren't like other records.
  private static final int MOST_NOTES = 10;

  /// In bytes; a longer record isn't buffered.
  private static final int MOST_BYTES = 1 << 16;

  /// A copy of a record.
  ///
  /// @param line the physical line on which it starts
  /// @param cells their content; null for the null sequence
  /// @param kind why it looks like a footer
  record Held(long line, List<byte @Nullable []> cells, Footer.Kind kind) {

    /// Whether it has fewer cells than the table's records.
    boolean isNote() {
      return kind == Footer.Kind.NOTE;
    }

    boolean isTotal() {
      return kind == Footer.Kind.TOTAL;
    }

    /// Returns the first text from a cell on.
    String label(int first) {
      return cells.stream()
          .skip(first)
          .filter(cell -> cell != null && cell.length > 0)
          .map(cell -> new String(cell, UTF_8))
          .findFirst()
          .orElse("");
    }

    boolean isOneLine() {
      return cells.stream().allMatch(cell -> cell == null || isOneLine(cell));
    }

    private static boolean isOneLine(byte[] cell) {
      for (byte b : cell) {
        if (b == '\n' || b == '\r') {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Held> held = new ArrayList<>();

  /// Copies a record into the buffer; false if it doesn't fit.
  boolean hold(CellSource record, Footer.Kind kind) {
    int most = kind == Footer.Kind.NOTE ? MOST_NOTES : MOST_RECORDS;
    if (held.size() >= most || record.length() > MOST_BYTES) {
      return false;
    }
    List<byte @Nullable []> cells = new ArrayList<>(record.cellCount());
    for (int i = 0; i < record.cellCount(); i++) {
      cells.add(
          record.isNull(i)
              ? null
              : Arrays.copyOfRange(record.cellBytes(i), record.from(i), record.to(i)));
    }
    held.add(new Held(record.line(), cells, kind));
    return true;
  }

  /// Passes the buffered records to a consumer and empties the buffer.
  void release(Consumer<Held> to) {
    if (!held.isEmpty()) {
      held.forEach(to);
      held.clear();
    }
  }

  List<Held> held() {
    return held;
  }
}
