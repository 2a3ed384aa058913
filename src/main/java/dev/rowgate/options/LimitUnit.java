package dev.rowgate.options;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Unit of a limit, and its notation: digits, and a suffix for multiples. Values are in the
/// smallest unit.
public enum LimitUnit {
  COUNT("N", "a whole number", ""),
  BYTES("SIZE", "a size", ", such as 65536, 64KiB or 2GiB"),
  /// A size whose default depends on the size of the heap.
  HEAP("SIZE", "a size", ", such as 65536, 64KiB or 2GiB"),
  RATE("SIZE", "a size", ", such as 65536, 64KiB or 2GiB"),
  TIME("TIME", "a time", ", such as 500ms, 30s or 5m"),
  /// A time that may be unlimited, which is the default.
  TIME_OR_NONE("TIME", "a time", ", such as 30s, 5m or none");

  private static final String NONE = "none";

  private static final SequencedMap<String, Long> SIZES = sizes();

  /// A bare number isn't accepted, because it could mean seconds or milliseconds.
  private static final SequencedMap<String, Long> TIMES = times();

  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})([A-Za-z]{0,3})");

  private final String label;
  private final String kind;
  private final String example;

  LimitUnit(String label, String kind, String example) {
    this.label = label;
    this.kind = kind;
    this.example = example;
  }

  String label() {
    return label;
  }

  String kind() {
    return kind;
  }

  String example() {
    return example;
  }

  /// Parses a value; empty if it is malformed or too large for a `long`.
  public Optional<Long> read(String text) {
    if (this == TIME_OR_NONE && text.equals(NONE)) {
      return Optional.of(0L);
    }
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    Long factor = suffixes().get(written.group(2));
    if (factor == null) {
      return Optional.empty();
    }
    long number = Long.parseLong(written.group(1));
    return number > Long.MAX_VALUE / factor ? Optional.empty() : Optional.of(number * factor);
  }

  /// Returns the notation with the largest suffix that divides the value.
  public String text(long value) {
    if (this == HEAP && value == 0) {
      return "a quarter of the heap";
    }
    if (this == TIME_OR_NONE && value == 0) {
      return NONE;
    }
    String text = Long.toString(value) + (suffixes().containsKey("") ? "" : "ms");
    for (Map.Entry<String, Long> suffix : suffixes().entrySet()) {
      if (value != 0 && value % suffix.getValue() == 0) {
        text = value / suffix.getValue() + suffix.getKey();
      }
    }
    return text;
  }

  private Map<String, Long> suffixes() {
    return switch (this) {
      case COUNT -> Map.of("", 1L);
      case BYTES, HEAP, RATE -> SIZES;
      case TIME, TIME_OR_NONE -> TIMES;
    };
  }

  private static SequencedMap<String, Long> sizes() {
    var sizes = new LinkedHashMap<String, Long>();
    sizes.put("", 1L);
    sizes.put("KiB", 1L << 10);
    sizes.put("MiB", 1L << 20);
    sizes.put("GiB", 1L << 30);
    sizes.put("TiB", 1L << 40);
    return sizes;
  }

  private static SequencedMap<String, Long> times() {
    var times = new LinkedHashMap<String, Long>();
    times.put("ms", 1L);
    times.put("s", 1_000L);
    times.put("m", 60_000L);
    times.put("h", 3_600_000L);
    return times;
  }
}
