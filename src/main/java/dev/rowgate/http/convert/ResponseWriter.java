package dev.rowgate.http.convert;

import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.machine.Block;
import dev.rowgate.http.machine.Spools;
import dev.rowgate.http.media.Representation;
import dev.rowgate.http.upload.UploadSink;
import dev.rowgate.lines.JsonSequence;
import dev.rowgate.options.Respond;
import dev.rowgate.problem.InputProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.jspecify.annotations.Nullable;

/// Writes the output of one conversion to its client, in order and as fast as the client reads.
///
/// | state | output | next state |
/// |---|---|---|
/// | held | is kept until the end, in memory and on disk | ended |
/// | streaming | is sent at once; little waits in memory | spilling, ended |
/// | spilling | is appended to the spool, whose beginning is being sent | streaming, ended |
/// | ended | there is no more | |
///
/// A response is held if it must not begin before the upload ends: see [Delivery]. Others stream,
/// and spill while the client sends and does not read. Most clients send everything before they
/// read: without the spool both sides would wait for each other, from 20 MB on with Python's
/// urllib. A client that reads again is waited for until the spool is empty, because compressing
/// and writing the rest to disk costs more than the conversion: see [ReadingClient].
///
/// The thread of the request does all of it and never waits for the client while it could read:
/// writes are asynchronous, and [#sendOn] is called whenever reading waits.
final class ResponseWriter extends OutputStream {

  /// A client that reads takes something within this time; then slowing the upload down is better
  /// than compressing, writing and reading what would have been sent in a moment. A client that
  /// doesn't read costs this time once, one that often pauses a limited number of times.
  private static final Duration GRACE = Duration.ofMillis(100);

  /// Limit on the time in which the upload isn't read because a client that reads is waited for.
  private static final Duration LONGEST_WAIT = GRACE.multipliedBy(10);

  /// A whole response of fewer bytes is sent uncompressed. With its headers it takes one packet or
  /// little more, so that compression would cost time and save nothing.
  static final int SHORT = 1_400;

  private enum State {
    HELD,
    STREAMING,
    SPILLING,
    ENDED
  }

  private final HttpServletResponse response;
  private final ResponseHead head;
  private final OutputQueue queue;
  private final OutputStream lines;
  private final AsyncWriter client;
  private final UploadSink upload;
  private final ConversionTask work;
  private final boolean spills;
  private final ReadingClient reader = new ReadingClient();
  private State state;

  /// The block that is being sent, or an unused one.
  private Block sending;

  private boolean begun;

  /// Whether the response may still be so short that it isn't compressed.
  private boolean maybeShort;

  private boolean uploadEnded;
  private @Nullable InputProblem fault;

  /// @param respond as [Delivery] has decided
  /// @param form the format that was negotiated
  /// @param packing compresses as `form` says, null for no compression; closed with the writer
  /// @param upload discards what isn't converted any more
  /// @param work releases its buffers while the client doesn't read
  ResponseWriter(
      RequestContext exchange,
      HttpServletResponse response,
      Respond respond,
      Representation form,
      @Nullable Packing packing,
      Spools spools,
      UploadSink upload,
      ConversionTask work) {
    this.response = response;
    this.head = new ResponseHead(exchange, response, form);
    this.queue = new OutputQueue(packing, spools.forOneAnswer());
    this.sending = queue.newBlock();
    this.maybeShort = packing != null && form.mayBePlain();
    this.lines = form.isSequence() ? new JsonSequence(new Framed()) : new Framed();
    this.client =
        new AsyncWriter(
            ServletContextResponse.getServletContextResponse(response), exchange.wakeup());
    this.upload = upload;
    this.work = work;
    this.spills = respond != Respond.STRAIGHT;
    this.state = respond == Respond.AFTER_UPLOAD ? State.HELD : State.STREAMING;
  }

  /// The status is decided: the response may be sent from here on.
  void begin() {
    begun = true;
  }

  /// Whether the response is committed, so that it can't become another one.
  boolean hasGoneOut() {
    return head.isSent();
  }

  /// Whether the status is open until the end.
  boolean isHeld() {
    return state == State.HELD;
  }

  /// Why no more output can be kept, null if it can; the upload must not be read any further then.
  @Nullable InputProblem fault() {
    return fault;
  }

  /// The client has sent everything: from here on, waiting for it to read is safe.
  void uploadEnded() {
    uploadEnded = true;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /// @throws IOException if the client takes no more
  @Override
  public void write(byte[] from, int offset, int count) throws IOException {
    client.check();
    lines.write(from, offset, count);
  }

  /// Appends framed lines to the queue.
  private final class Framed extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
      int done = 0;
      while (done < count) {
        if (queue.isFull()) {
          makeRoom();
        }
        done += queue.append(from, offset + done, count - done);
      }
    }
  }

  private void makeRoom() throws IOException {
    switch (state) {
      case HELD -> {
        // Without room the response becomes a refusal, which needs no line.
        if (!spill()) {
          queue.clearTail();
        }
      }
      case STREAMING, SPILLING -> {
        begun = true;
        sendOn();
        boolean waits = !spills || fault != null;
        if (!waits) {
          awaitReader();
        }
        if (queue.isFull() && (waits || !spill())) {
          awaitRoom();
        }
      }
      case ENDED -> throw new IllegalStateException("the response has ended");
    }
  }

  /// Waits for room while the client reads, within a limit.
  private void awaitReader() throws IOException {
    long start = System.nanoTime();
    while (queue.isFull()
        && isReading()
        && System.nanoTime() - start < LONGEST_WAIT.toNanos()
        && reader.took(client.awaitWithin(GRACE))) {
      sendOn();
    }
  }

  /// Whether to wait for the client before output is spilled: unless it has paused since it took
  /// something, or others wait for the memory of this conversion.
  private boolean isReading() {
    return state == State.STREAMING || (reader.mayBeAwaited() && !work.isInTheWay());
  }

  private void awaitRoom() throws IOException {
    work.waitAside();
    while (queue.isFull()) {
      if (fault == null) {
        client.await();
      } else {
        client.await(upload::drop);
      }
      sendOn();
    }
    work.comeBack();
  }

  /// @return whether the output in memory is on disk now
  private boolean spill() {
    if (fault != null) {
      return false;
    }
    InputProblem full = queue.spill();
    spooled();
    if (full != null) {
      // A client that only has to read can be waited for.
      fault = uploadEnded && state != State.HELD ? null : full;
    }
    return full == null;
  }

  private void spooled() {
    if (queue.hasSpooled() && state == State.STREAMING) {
      state = State.SPILLING;
    }
  }

  /// Sends the next block unless one is being sent; doesn't wait. The first block may be empty, for
  /// the head alone.
  void sendOn() {
    boolean maySend =
        begun && !isShortSoFar() && (state == State.STREAMING || state == State.SPILLING);
    if (!maySend || client.isWriting() || client.hasFailed()) {
      return;
    }
    if (!queue.hasSpooled()) {
      state = State.STREAMING;
    }
    boolean first = !head.isSent();
    if (first) {
      head.setStreamed();
    }
    if (first || !queue.isEmpty()) {
      reader.took(true);
      sending = queue.takeNext(sending);
      client.write(sending.asBuffer());
    }
  }

  private boolean isShortSoFar() {
    return maybeShort && !uploadEnded && queue.tailSize() < SHORT;
  }

  /// Sends the output, compressed even if it is short: the upload pauses, and the length of the
  /// response isn't known yet.
  void flushShort() {
    maybeShort = false;
    sendOn();
  }

  /// Releases unused memory. Output that is held, or that the client doesn't read, is written to
  /// disk if it is worth it and there is room.
  void trim() {
    if (!client.isWriting()) {
      sending.clear();
      sending.trim();
    }
    queue.trim(state == State.HELD || (spills && client.isWriting()));
    spooled();
  }

  /// Adds headers to a response that is held.
  ///
  /// @param summary value of `Rowgate-Summary`, null for none
  /// @param charset of the body
  void describe(@Nullable String summary, Charset charset) {
    head.describe(summary, charset);
  }

  /// Sends everything, and ends the response as complete.
  void complete() throws IOException {
    if (maybeShort && !head.isSent() && queue.tailSize() < SHORT && queue.dropPacking()) {
      head.dropCoding();
    }
    OutputQueue.Rest rest = queue.finish();
    if (spills && !client.awaitWithin(GRACE)) {
      rest.spill();
    }
    client.await();
    if (!head.isSent()) {
      head.set(rest.length());
    }
    state = State.ENDED;
    // Waits for the client, and sends the last bytes together with the end.
    var out = response.getOutputStream();
    // Jetty ends a response without a body at its head, and refuses even an empty write then.
    if (rest.length() > 0) {
      rest.writeTo(out, sending);
    }
    out.close();
  }

  /// Sends everything without ending the response, which the caller breaks off. A short one is
  /// compressed too, so that its compressed data has no end either. What the client still sends is
  /// discarded, so that a client that sends first comes to read.
  void sendAll() throws IOException {
    maybeShort = false;
    while (!head.isSent() || !queue.isEmpty()) {
      client.await(upload::drop);
      sendOn();
    }
    client.await(upload::drop);
    state = State.ENDED;
  }

  /// Discards a response that is held: another one is sent.
  void withdraw() {
    state = State.ENDED;
  }

  /// Releases disk space and what compression holds, however the request has ended.
  @Override
  public void close() {
    queue.close();
  }
}
