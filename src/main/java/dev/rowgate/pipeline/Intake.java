package dev.rowgate.pipeline;

import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.Decompressor;
import dev.rowgate.bytes.NativeMemory;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RecordReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The side of a run on which bytes come in: from what is fed, by way of inflating it and a look at
/// its beginning, to the reader of records; never more at once than there is room for. Not
/// thread-safe.
final class Intake implements AutoCloseable {

  private static final byte[] NOTHING = {};

  /// So much the reader may keep while nothing comes.
  private static final int KEPT = 64 << 10;

  private final Limits limits;
  private final Decompressor decompressor;
  private final ResultWriter writer;
  private final Runnable onShrink;
  private final Sniffer sniffer = new Sniffer();
  private byte[] held = NOTHING;
  private RecordReader reader;
  private MemoryEstimate room;
  private boolean isOpen;
  private boolean ended;

  /// Taken from the decompressor, and waiting for room.
  private @Nullable ByteBuffer piece;

  private @Nullable InputProblem fault;
  private UnaryOperator<InputProblem> explanation = UnaryOperator.identity();
  private long granted;

  /// Plain bytes: those of a compressed input once they are inflated.
  private long bytesTaken;

  private long next;
  private long bytesAhead;

  private boolean beyondLimit;

  /// @param reader and room as for [#open], until that is called
  /// @param writer holds the lines that nobody has taken yet
  /// @param onShrink gives back what else was made for a long record
  Intake(
      Compression compression,
      Limits limits,
      RecordReader reader,
      ResultWriter writer,
      MemoryEstimate room,
      Runnable onShrink) {
    this.limits = limits;
    this.decompressor = new Decompressor(compression, limits);
    this.reader = reader;
    this.writer = writer;
    this.onShrink = onShrink;
    this.room = room;
  }

  void feed(byte[] bytes, int offset, int length) {
    next += length;
    decompressor.feed(bytes, offset, length);
  }

  /// What is plain is still in the array that was fed; from here on it isn't.
  void keepPiece() {
    if (piece != null) {
      piece = ByteBuffer.allocate(piece.remaining()).put(piece).flip();
    }
  }

  void end() {
    decompressor.end();
  }

  void countWindows(NativeMemory memory) {
    decompressor.count(memory);
  }

  void explainDamage(UnaryOperator<InputProblem> explanation) {
    this.explanation = explanation;
  }

  void grant(long bytes) {
    granted = bytes;
  }

  /// Takes more plain bytes, or the end: for the sniffer until [#open], then for the reader.
  ///
  /// @return what is needed for that, or null if it is done or there was a [#fault()]
  @Nullable Step more() {
    if (piece != null) {
      return take(piece);
    }
    return switch (decompressor.next()) {
      case Decompressor.Next.NeedsInput _ -> new Step.NeedsInput();
      case Decompressor.Next.Piece next -> take(next.bytes());
      case Decompressor.Next.End _ -> {
        sniffer.end();
        ended = true;
        if (isOpen) {
          reader.end();
        }
        yield null;
      }
      case Decompressor.Next.Fault broken -> {
        fault = explanation.apply(broken.problem());
        yield null;
      }
    };
  }

  /// The first bytes, as many as were needed to decide.
  byte[] head() {
    return sniffer.head();
  }

  /// Lets the reader have what has come so far, and all that comes; only once it looks like CSV.
  ///
  /// @param reader takes the plain bytes
  /// @param room how much memory the run takes beyond its ordinary buffers
  void open(RecordReader reader, MemoryEstimate room) {
    this.reader = reader;
    this.room = room;
    isOpen = true;
    reader.feed(held, 0, held.length);
    held = NOTHING;
    if (ended) {
      reader.end();
    }
  }

  /// Why no more plain bytes can be had, or null.
  @Nullable InputProblem fault() {
    return fault;
  }

  /// What the input is instead of CSV; null if nothing speaks against it so far.
  @Nullable InputProblem notCsv() {
    return sniffer.found();
  }

  /// Whether nothing more can speak against it.
  boolean looksLikeCsv() {
    return sniffer.isDecided();
  }

  /// The fault of an input that has more bytes than it may; null if it hasn't so far. The bytes
  /// beyond the limit were dropped.
  @Nullable InputProblem tooLarge() {
    return beyondLimit ? new InputProblem.UploadTooLarge(limits.uploadBytes()) : null;
  }

  /// Plain bytes so far.
  long bytesTaken() {
    return bytesTaken;
  }

  /// Whether the input's own bytes reach the reader, and all that were fed have reached it.
  boolean isPassedOn() {
    return isOpen && piece == null && decompressor.isPlain();
  }

  /// The next bytes to be fed are those at `to`, see [RecordReader#jump].
  void jump(long to) {
    bytesAhead += to - next;
    bytesTaken = to;
    next = to;
  }

  /// Where the bytes to be fed next are in the input.
  long next() {
    return next;
  }

  /// How many bytes before [#next()] were never fed, because their records were read elsewhere.
  long bytesAhead() {
    return bytesAhead;
  }

  /// Room to make labels of a header row.
  ///
  /// @param bytes of all rows of the header so far
  /// @return what is missing, or null
  Step.@Nullable NeedsRoom toBind(long bytes, int columns) {
    long needed = room.toBind(reader.unread(), MemoryEstimate.weight(bytes, columns));
    if (needed > granted) {
      return ask(needed);
    }
    room.setLabels(bytes, columns);
    return null;
  }

  /// Room to make a line of a record.
  ///
  /// @param bytes of the record
  /// @return what is missing, or null
  Step.@Nullable NeedsRoom toWrite(long bytes) {
    long needed = room.toWrite(reader.unread(), bytes);
    return needed > granted ? ask(needed) : null;
  }

  /// A client may be slow to take a long line: what it took to make it is free before.
  Step.@Nullable NeedsRoom askForLess() {
    if (granted == 0) {
      return null;
    }
    long needed = room.toRead(reader.unread(), writer.ready());
    return needed < granted ? ask(needed) : null;
  }

  /// How many bytes are allocated for what was fed and isn't a complete record.
  long memoryKept() {
    return isOpen ? reader.memory() : held.length;
  }

  /// Gives back the memory that isn't needed until something is fed.
  void trim() {
    if (reader.unread() < KEPT) {
      shrink();
    }
    decompressor.trim();
  }

  @Override
  public void close() {
    decompressor.close();
  }

  private @Nullable Step take(ByteBuffer next) {
    long needed = room.toRead((long) reader.unread() + next.remaining(), writer.ready());
    if (needed != granted) {
      if (needed < granted) {
        shrink();
      }
      piece = next;
      return ask(needed);
    }
    piece = null;
    accept(next);
    return null;
  }

  private void accept(ByteBuffer next) {
    int taken = (int) Math.min(next.remaining(), limits.uploadBytes() - bytesTaken);
    beyondLimit |= taken < next.remaining();
    bytesTaken += taken;
    int from = next.arrayOffset() + next.position();
    if (isOpen) {
      reader.feed(next.array(), from, taken);
    } else {
      sniffer.feed(next.array(), from, taken);
      int before = held.length;
      held = Arrays.copyOf(held, before + taken);
      System.arraycopy(next.array(), from, held, before, taken);
    }
  }

  private void shrink() {
    reader.trim();
    onShrink.run();
  }

  private Step.NeedsRoom ask(long bytes) {
    return new Step.NeedsRoom(bytes, room.most());
  }
}
