package dev.rowgate.bytes;

import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Incremental decompressor of an input in any supported [Compression]. It does no I/O and never
/// waits; it returns output on demand in pieces of at most 64 KiB, so input that inflates a
/// thousandfold is never in memory as a whole. Not thread-safe.
///
/// Compressed input must end exactly at the end of a member or frame. Native memory is freed at the
/// end of the input and at a fault; a decompressor that is abandoned earlier must be closed.
public final class Decompressor implements AutoCloseable {

  /// Result of asking for output.
  public sealed interface Next {

    /// All input is consumed: feed more, or end the input.
    record NeedsInput() implements Next {}

    /// The next decompressed bytes, backed by an array; valid until the next call of any method.
    record Piece(ByteBuffer bytes) implements Next {}

    /// The input has ended without a fault.
    record End() implements Next {}

    /// The rest of the input can't be decompressed. All output before it is valid.
    record Fault(InputProblem problem) implements Next {}
  }

  /// Size of a piece in bytes. The inflate ratio is checked at multiples of it, so the result
  /// doesn't depend on the pieces fed.
  private static final int PIECE = 64 << 10;

  /// Size in bytes of output up to which a window isn't counted, because little of it is in use.
  private static final int UNCOUNTED = 128 << 10;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Limits limits;
  private Compression compression;
  private @Nullable Decoder decoder;
  private @Nullable Next ending;

  /// Input that isn't consumed: a copy, or the caller's array if it is uncompressed.
  private ByteBuffer in = NOTHING;

  private ByteBuffer out = NOTHING;
  private long fed;
  private boolean fedBeyondLimit;
  private boolean ended;
  private boolean closed;
  private long inflated;
  private ByteLimit memory = ByteLimit.unlimited();

  /// The native memory that was taken from `shared`, in bytes.
  private long counted;

  public Decompressor(Compression compression, Limits limits) {
    this.limits = limits;
    this.compression = compression;
  }

  /// Counts the windows of the decoder. May be called before the first [#next()].
  ///
  /// @param shared if it has no room for a window, the rest of the input has the fault `too-busy`
  public void count(ByteLimit shared) {
    memory = shared;
  }

  /// Whether the input is known to be uncompressed.
  public boolean isPlain() {
    return compression == Compression.NONE;
  }

  /// Whether the input is known to be compressed.
  public boolean isCompressed() {
    return compression != Compression.NONE && compression != Compression.DETECT;
  }

  /// Feeds the next bytes of the input. May be called at first and after [Next.NeedsInput].
  /// Uncompressed bytes aren't copied: the array must not change until [#next()] has returned them.
  public void feed(byte[] bytes, int offset, int length) {
    ByteBuffer more = ByteBuffer.wrap(bytes, offset, length);
    if (compression == Compression.DETECT) {
      detect(in.hasRemaining() ? ByteBuffer.wrap(joined(in, more)) : more);
    } else {
      take(more);
    }
  }

  /// Marks the end of the input. May be called at first and after [Next.NeedsInput].
  public void end() {
    ended = true;
    if (compression == Compression.DETECT) {
      compression = Compression.NONE;
    }
  }

  /// Releases the buffers until more input is fed. May be called after [Next.NeedsInput].
  public void trim() {
    if (decoder != null) {
      in = NOTHING;
      out = NOTHING;
    }
  }

  public Next next() {
    if (ending != null) {
      return ending;
    }
    if (closed) {
      throw new IllegalStateException("closed before its end");
    }
    if (fed == 0 && !ended && compression != Compression.NONE) {
      // Without input no decoder is created yet.
      return new Next.NeedsInput();
    }
    return switch (compression) {
      case DETECT -> new Next.NeedsInput();
      case NONE -> passOn();
      case GZIP -> decode(decoder == null ? open(new GzipDecoder()) : decoder);
      case ZIP -> decode(decoder == null ? open(new ZipDecoder()) : decoder);
      case ZSTD -> decoder == null ? openZstd() : decode(decoder);
    };
  }

  /// Frees the decoder's memory; [#next()] must not be called afterwards unless the end was
  /// reached.
  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
      decoder = null;
    }
    memory.giveBack(counted);
    counted = 0;
    in = NOTHING;
    out = NOTHING;
    closed = true;
  }

  private void detect(ByteBuffer start) {
    Compression found = Compression.detect(start);
    if (found == null) {
      in = ByteBuffer.wrap(joined(start, NOTHING));
    } else {
      compression = found;
      in = NOTHING;
      take(start);
    }
  }

  private void take(ByteBuffer more) {
    if (compression == Compression.NONE) {
      in = more;
      return;
    }
    // No compressor's output is larger than this for the allowed content; more can only be endless
    // headers.
    long most = Math.min(limits.uploadBytes(), Long.MAX_VALUE - PIECE) + PIECE - fed;
    if (more.remaining() > most) {
      fedBeyondLimit = true;
      more.limit(more.position() + (int) most);
    }
    fed += more.remaining();
    if (in.capacity() < more.remaining()) {
      in = ByteBuffer.allocate(more.remaining());
    }
    in.clear().put(more).flip();
  }

  private static byte[] joined(ByteBuffer first, ByteBuffer second) {
    byte[] both = new byte[first.remaining() + second.remaining()];
    second.get(second.position(), both, first.remaining(), second.remaining());
    first.get(first.position(), both, 0, first.remaining());
    return both;
  }

  private Next passOn() {
    if (in.hasRemaining()) {
      ByteBuffer piece = in;
      in = NOTHING;
      return new Next.Piece(piece);
    }
    return ended ? finish(new Next.End()) : new Next.NeedsInput();
  }

  private Next openZstd() {
    InputProblem missing = ZstdLibrary.load();
    return missing == null
        ? decode(open(new ZstdDecoder(limits.count(Limit.MAX_ZSTD_WINDOW_BYTES))))
        : finish(new Next.Fault(missing));
  }

  private Decoder open(Decoder opened) {
    decoder = opened;
    return opened;
  }

  private boolean isWindowCounted(Decoder decoder) {
    long more = inflated < UNCOUNTED ? 0 : decoder.window() - counted;
    if (more > 0) {
      if (!memory.take(more)) {
        return false;
      }
      counted += more;
    }
    return true;
  }

  private Next decode(Decoder decoder) {
    if (!isWindowCounted(decoder)) {
      return finish(new Next.Fault(new InputProblem.TooBusy()));
    }
    if (out.capacity() == 0) {
      out = ByteBuffer.allocate(PIECE);
    }
    out.clear().limit(PIECE - (int) (inflated % PIECE));
    InputProblem fault = null;
    try {
      decoder.decode(in, out);
    } catch (DamagedException e) {
      fault = damaged(e.reason());
    }
    ByteBuffer piece = out.flip();
    inflated += piece.remaining();
    if (fault == null && inflatesTooFar()) {
      fault = new InputProblem.InflateRatio(limits.count(Limit.MAX_INFLATE_RATIO));
    }
    if (piece.hasRemaining()) {
      // The fault is returned after the valid output before it.
      return fault == null ? new Next.Piece(piece) : lastPiece(piece, fault);
    }
    return fault == null ? usedUp(decoder) : finish(new Next.Fault(fault));
  }

  private Next lastPiece(ByteBuffer piece, InputProblem fault) {
    finish(new Next.Fault(fault));
    return new Next.Piece(piece);
  }

  private Next usedUp(Decoder decoder) {
    if (fedBeyondLimit) {
      return finish(new Next.Fault(new InputProblem.UploadTooLarge(limits.uploadBytes())));
    }
    if (!ended) {
      return new Next.NeedsInput();
    }
    return finish(
        decoder.isComplete()
            ? new Next.End()
            : new Next.Fault(damaged(fed == 0 ? "it is empty" : "it is cut off")));
  }

  private boolean inflatesTooFar() {
    long used = fed - in.remaining();
    return inflated % PIECE == 0
        && inflated > limits.of(Limit.INFLATE_FREE_BYTES)
        && inflated > used * limits.count(Limit.MAX_INFLATE_RATIO);
  }

  private Next finish(Next how) {
    ending = how;
    close();
    return how;
  }

  private InputProblem damaged(String reason) {
    if (decoder instanceof ZipDecoder zip && zip.isForeign()) {
      return new InputProblem.NotCsv("a ZIP or XLSX file", "export it as CSV");
    }
    return new InputProblem.BadCompression(name(), reason);
  }

  private String name() {
    return compression.name().toLowerCase(Locale.ROOT);
  }
}
