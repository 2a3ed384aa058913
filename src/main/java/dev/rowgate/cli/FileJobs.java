package dev.rowgate.cli;

import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.options.Dialect;
import dev.rowgate.parallel.Pieces;
import dev.rowgate.parallel.Sizes;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.RowBlocks;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Threads that convert one large regular file in parallel; none for small files and other inputs.
///
/// @param tooSmall why a small file has none; null if threads would make no difference to it
record FileJobs(
    InputStream in, @Nullable SizedInput file, @Nullable Pieces pieces, @Nullable String tooSmall)
    implements AutoCloseable {

  /// Input stream of the run itself; skips what its threads or other processes convert.
  private static final class Skipping extends InputStream {

    /// Minimum number of bytes to read while the next block of the threads is unknown.
    private static final int LEAST = 4 << 10;

    /// Size of the read buffer: between blocks there are often only a few records, many times.
    private static final int BUFFER = 64 << 10;

    private final SizedInput file;
    private final Conversion conversion;

    /// Returns where the next block of other threads begins.
    private final LongSupplier next;

    /// Offset in bytes where the input ends, even if the file has become longer.
    private final long end;

    /// Contains `filled` bytes of the file, from the offset `from`.
    private final byte[] buffer = new byte[BUFFER];

    private long from;
    private int filled;

    Skipping(SizedInput file, Conversion conversion, LongSupplier next, long end) {
      this.file = file;
      this.end = end;
      this.conversion = conversion;
      this.next = next;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      long at = conversion.next();
      if (at >= end) {
        return -1;
      }
      if (at < from || at >= from + filled) {
        file.moveTo(at);
        from = at;
        filled = file.read(buffer);
        if (filled < 0) {
          return filled;
        }
      }
      long wanted = next.getAsLong() > at ? next.getAsLong() - at : LEAST;
      int skipped = (int) (at - from);
      wanted = Math.min(wanted, end - at);
      int read = (int) Math.min(Math.min(length, wanted), filled - skipped);
      System.arraycopy(buffer, skipped, into, offset, read);
      return read;
    }
  }

  /// @param sizes for the conversion by several threads
  static FileJobs of(InputStream in, Dialect dialect, Sizes sizes) {
    SizedInput file = SizedInput.ofFile(in);
    if (file == null || !sizes.isWorthwhile(file.size())) {
      return new FileJobs(in, null, null, file == null ? null : sizes.reasonForOne(file.size()));
    }
    var pieces = new Pieces(file::readAt, file.size(), dialect.lineTerminator(), sizes);
    return new FileJobs(in, file, pieces, null);
  }

  /// The input of a run that converts a part of a file, with one thread. It ends where the file
  /// ended when it was opened: the last part is no longer if the file grows.
  static FileJobs ofPart(SizedInput file) {
    return new FileJobs(file, file, null, null);
  }

  /// Lets the threads take part in a conversion.
  ///
  /// @return the stream from which to feed the conversion
  InputStream join(Conversion conversion) {
    if (file == null) {
      return in;
    }
    if (pieces == null) {
      return new Skipping(file, conversion, () -> Long.MAX_VALUE, file.size());
    }
    conversion.takeBlocks(pieces);
    return new Skipping(file, conversion, pieces::next, Long.MAX_VALUE);
  }

  /// The reason why one thread converted the file, as the end of a sentence with "because"; null if
  /// several did, or if only one was requested.
  @Nullable String whyOne() {
    RowBlocks.Unfit unfit = pieces == null ? null : pieces.unfit();
    return unfit == null ? tooSmall : unfit.reason();
  }

  @Override
  public void close() {
    if (pieces != null) {
      pieces.close();
    }
  }
}
