package dev.rowgate.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;

/// A part of a file that can be converted by itself, because records start at both of its ends: as
/// one line of text, which `--split` prints and `--part` takes.
///
/// @param from offset in bytes of its first record; 0 for the first part, which has the header
/// @param to offset after its last record
/// @param record number of its first record in the file, from 1
/// @param line on which that record starts, from 1
/// @param size of the file in bytes
/// @param modified time of the file's last change, in microseconds since 1970
/// @param check checksum of the numbers and of what else decides where records start: the dialect
///   and the limits. It detects a part that was altered or is used with other options
public record Part(
    long from, long to, long record, long line, long size, long modified, String check) {

  /// What the option `part` takes, for messages.
  public static final String EXPECTED =
      "a line that --split has printed for this file, with the same options";

  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18},){6}[0-9a-f]{8}");

  /// Returns the part with its checksum.
  ///
  /// @param dialect of the file, as its first bytes have completed it
  public static Part of(
      long from,
      long to,
      long record,
      long line,
      long size,
      long modified,
      Dialect dialect,
      Limits limits) {
    var part = new Part(from, to, record, line, size, modified, "");
    return new Part(from, to, record, line, size, modified, part.checkWith(dialect, limits));
  }

  /// Parses the text of a part; empty if it is malformed.
  public static Optional<Part> read(String text) {
    if (!WRITTEN.matcher(text).matches()) {
      return Optional.empty();
    }
    List<String> members = List.of(text.split(","));
    long[] n = members.stream().limit(6).mapToLong(Long::parseLong).toArray();
    return Optional.of(new Part(n[0], n[1], n[2], n[3], n[4], n[5], members.getLast()));
  }

  /// Whether it was made with this dialect and these limits, and wasn't altered.
  public boolean isMadeWith(Dialect dialect, Limits limits) {
    return check.equals(checkWith(dialect, limits));
  }

  /// Whether it is the last part of its file.
  public boolean isLast() {
    return to == size;
  }

  private String checkWith(Dialect dialect, Limits limits) {
    var sum = new CRC32C();
    List<Object> all =
        List.of(numbers(), dialect, limits.recordBytes(), limits.cellBytes(), limits.fields());
    sum.update(all.toString().getBytes(UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private String numbers() {
    return LongStream.of(from, to, record, line, size, modified)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(","));
  }

  /// The text of the part.
  @Override
  public String toString() {
    return numbers() + "," + check;
  }
}
