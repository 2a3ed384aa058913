package dev.rowgate.pipeline;

import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.Decompressor;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Limits;
import dev.rowgate.pipeline.head.Sniffer;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.records.RecordReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Input side of a run: passes what is fed through decompression and format detection to the record
/// reader, in pieces for which memory was granted. Not thread-safe.
final class Intake implements AutoCloseable {

  private static final byte[] NOTHING = {};

  /// Number of unread bytes up to which the reader's buffers are released while no input arrives.
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

  /// A piece from the decompressor that waits for memory.
  private @Nullable ByteBuffer piece;

  private @Nullable InputProblem fault;
  private UnaryOperator<InputProblem> explanation = UnaryOperator.identity();
  private long granted;

  /// Number of uncompressed bytes.
  private long bytesTaken;

  private long next;
  private long bytesAhead;

  private boolean beyondLimit;

  /// @param reader and room as for [#open], until that is called
  /// @param writer holds the output that wasn't drained yet
  /// @param onShrink releases other memory for long records
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

  /// Copies a pending piece, because uncompressed input is still in the caller's array.
  void keepPiece() {
    if (piece != null) {
      piece = ByteBuffer.allocate(piece.remaining()).put(piece).flip();
    }
  }

  void end() {
    decompressor.end();
  }

  void countWindows(ByteLimit memory) {
    decompressor.count(memory);
  }

  void explainDamage(UnaryOperator<InputProblem> explanation) {
    this.explanation = explanation;
  }

  void grant(long bytes) {
    granted = bytes;
  }

  /// Takes more uncompressed bytes, or the end of the input: for the sniffer until [#open], then
  /// for the reader.
  ///
  /// @return what is needed for that; null if it is done or there was a [#fault()]
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

  /// The first bytes, as many as were needed to decide the format.
  byte[] head() {
    return sniffer.head();
  }

  /// Passes all input so far, and all further input, to the reader; must be called only when it
  /// looks like CSV.
  ///
  /// @param reader receives the uncompressed bytes
  /// @param room estimate of the run's memory beyond its ordinary buffers
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

  /// Why no more input can be decompressed, or null.
  @Nullable InputProblem fault() {
    return fault;
  }

  /// The format of the input if it isn't CSV; null if it may be CSV so far.
  @Nullable InputProblem notCsv() {
    return sniffer.found();
  }

  /// Whether the input is certainly no other known format.
  boolean looksLikeCsv() {
    return sniffer.isDecided();
  }

  /// The fault of an input that exceeds the size limit; null if it doesn't so far. The bytes beyond
  /// the limit were dropped.
  @Nullable InputProblem tooLarge() {
    return beyondLimit ? new InputProblem.UploadTooLarge(limits.uploadBytes()) : null;
  }

  /// The number of uncompressed bytes so far.
  long bytesTaken() {
    return bytesTaken;
  }

  /// Whether the input is known to be compressed.
  boolean isCompressed() {
    return decompressor.isCompressed();
  }

  /// Whether the input is uncompressed and everything that was fed has reached the reader.
  boolean isPassedOn() {
    return isOpen && piece == null && decompressor.isPlain();
  }

  /// Declares that the next bytes to be fed are those at `to`, see [RecordReader#jump].
  void jump(long to) {
    bytesAhead += to - next;
    bytesTaken = to;
    next = to;
  }

  /// The offset in the input of the next bytes to feed.
  long next() {
    return next;
  }

  /// The number of bytes before [#next()] that were never fed, because their records were read
  /// elsewhere.
  long bytesAhead() {
    return bytesAhead;
  }

  /// Requests memory to create the labels of a header row.
  ///
  /// @param bytes of all header rows so far
  /// @return the request; null if enough is granted
  Step.@Nullable NeedsRoom toBind(long bytes, int columns) {
    long needed = room.toBind(reader.unread(), MemoryEstimate.weight(bytes, columns));
    if (needed > granted) {
      return ask(needed);
    }
    room.setLabels(bytes, columns);
    return null;
  }

  /// Requests memory to write the line of a record.
  ///
  /// @param bytes of the record
  /// @return the request; null if enough is granted
  Step.@Nullable NeedsRoom toWrite(long bytes) {
    long needed = room.toWrite(reader.unread(), bytes);
    return needed > granted ? ask(needed) : null;
  }

  /// Requests less memory if possible: a client may read a long line slowly, so what was needed to
  /// write it is released before.
  Step.@Nullable NeedsRoom askForLess() {
    if (granted == 0) {
      return null;
    }
    long needed = room.toRead(reader.unread(), writer.ready());
    return needed < granted ? ask(needed) : null;
  }

  /// The number of bytes allocated for input that isn't a complete record.
  long memoryKept() {
    return isOpen ? reader.memory() : held.length;
  }

  /// Releases memory that isn't needed until more is fed.
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
