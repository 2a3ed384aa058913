package dev.rowgate.infer;

import dev.rowgate.records.CellSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Copies of a few records, held until it is known whether they count.
final class HeldRecords {

  private static final int MOST_RECORDS = 3;

  /// A longer record isn't held.
  private static final int MOST_BYTES = 1 << 16;

  private final List<List<byte @Nullable []>> held = new ArrayList<>();

  /// Keeps a copy; false if there is no room.
  boolean hold(CellSource record) {
    if (held.size() == MOST_RECORDS || record.length() > MOST_BYTES) {
      return false;
    }
    List<byte @Nullable []> cells = new ArrayList<>(record.cellCount());
    for (int i = 0; i < record.cellCount(); i++) {
      cells.add(
          record.isNull(i)
              ? null
              : Arrays.copyOfRange(record.cellBytes(i), record.from(i), record.to(i)));
    }
    held.add(cells);
    return true;
  }

  /// Gives them away.
  void release(Consumer<List<byte @Nullable []>> to) {
    if (!held.isEmpty()) {
      held.forEach(to);
      held.clear();
    }
  }

  int count(Predicate<List<byte @Nullable []>> which) {
    return (int) held.stream().filter(which).count();
  }
}
