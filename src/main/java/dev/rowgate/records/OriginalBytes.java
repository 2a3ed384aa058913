package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.SourceBytes;
import dev.rowgate.bytes.Transcoder;
import dev.rowgate.bytes.Utf8;
import dev.rowgate.bytes.Utf8Evidence;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Source bytes of what was read as UTF-8: returns them, and says whether they look as if the wrong
/// encoding was named. Not thread-safe.
public final class OriginalBytes {

  private final SourceBytes source;
  private final @Nullable Transcoder transcoder;
  private final boolean isUtf16;
  private final RawRecord record;

  /// @param transcoder of the source's bytes; null if they are UTF-8
  /// @param record that was read last
  OriginalBytes(
      SourceBytes source, @Nullable Transcoder transcoder, boolean isUtf16, RawRecord record) {
    this.source = source;
    this.transcoder = transcoder;
    this.isUtf16 = isUtf16;
    this.record = record;
  }

  /// The encoding of the source, with its actual byte order.
  public Charset charset() {
    return transcoder == null ? UTF_8 : transcoder.charset();
  }

  /// Whether the source is read as UTF-16.
  public boolean isUtf16() {
    return isUtf16;
  }

  /// Whether another encoding was named, but the input so far is UTF-8 and more than ASCII.
  public boolean isMisnamed() {
    return transcoder != null && transcoder.isUtf8();
  }

  /// Whether another encoding was named, but the record is UTF-8 and more than ASCII.
  public boolean isRecordMisnamed() {
    return transcoder != null && Utf8Evidence.areUtf8(of(record.bytes, record.start, record.end));
  }

  /// Whether UTF-16 was named, but the record is lines of UTF-8 or ASCII.
  ///
  /// @param most maximum number of bytes to examine, counted in UTF-8. Of a record that is too
  ///   long, what is kept beyond the excerpt depends on the pieces in which it was fed.
  public boolean isNoUtf16(int most) {
    return isUtf16 && Utf8Evidence.areLines(of(record.bytes, record.start, cut(most)));
  }

  /// Returns the start of the record's bytes, including the line end.
  ///
  /// @param most maximum number of bytes, counted in UTF-8
  public RawExcerpt excerpt(int most) {
    int to = cut(most);
    boolean cut = to < record.end;
    if (Utf8.isValid(record.bytes, record.start, to)) {
      return new RawExcerpt.Text(
          new String(record.bytes, record.start, to - record.start, UTF_8), cut);
    }
    byte[] original = of(record.bytes, record.start, to);
    return new RawExcerpt.Base64(Base64.getEncoder().encodeToString(original), cut);
  }

  /// Returns the bytes of the source that became `bytes[from, to)`.
  public byte[] of(byte[] bytes, int from, int to) {
    return transcoder == null
        ? Arrays.copyOfRange(bytes, from, to)
        : source.restore(bytes, from, to, transcoder.charset());
  }

  /// Returns the end of the record's first `most` bytes, or of slightly fewer.
  private int cut(int most) {
    int to = Math.min(record.end, record.start + most);
    return to < record.end ? source.wholeUnits(record.bytes, record.start, to) : to;
  }
}
