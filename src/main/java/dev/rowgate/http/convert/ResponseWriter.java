package dev.rowgate.http.convert;

import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.machine.Block;
import dev.rowgate.http.machine.Spool;
import dev.rowgate.http.machine.Spools;
import dev.rowgate.http.media.Representation;
import dev.rowgate.http.upload.UploadSink;
import dev.rowgate.lines.JsonSequence;
import dev.rowgate.options.Respond;
import dev.rowgate.problem.InputProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/// The response side of one conversion: takes lines whenever the conversion has some, and gives
/// them to the client in their order, as fast as it takes them.
///
/// | state | what is written | then |
/// |---|---|---|
/// | held | is kept to the end, in memory and on disk | ended |
/// | streaming | goes out at once; a little waits in memory | spilling, ended |
/// | spilling | goes to the end of the spool, while its begin goes out | streaming, ended |
/// | ended | nothing can be | |
///
/// Held is an answer that must not begin before the upload is in: see [Delivery]. Others stream,
/// and spill where the client takes nothing while it sends. Most clients send all before they read:
/// without the spool both sides would wait for each other, from 20 MB on with Python's urllib.
///
/// All is done by the request's one thread, which never waits for the client while it could read: a
/// write that isn't done is a [AsyncWriter], and [#sendOn] is called whenever reading waits.
///
/// Lines are framed as they are written and packed as they leave: what waits on disk or has a
/// length is what the client gets.
final class ResponseWriter extends OutputStream {

  /// Whoever reads takes something in this time, and then it is better to slow the upload down than
  /// to pack, write and read what would have been taken in a moment. Whoever doesn't read loses it
  /// once.
  private static final Duration GRACE = Duration.ofMillis(100);

  /// A thousand answers, of each of which a block is under way, take a quarter of a small heap.
  private static final int BLOCK =
      Runtime.getRuntime().maxMemory() < 128 << 20 ? Block.SIZE / 2 : Block.SIZE;

  /// A whole answer below this many bytes is sent uncompressed. With its headers it takes one
  /// packet of a network or little more, so that packing would cost time and save nothing. Must not
  /// be over [#LITTLE].
  static final int SHORT = 1_400;

  /// What is less isn't worth a file.
  private static final int LITTLE = 4 << 10;

  private enum State {
    HELD,
    STREAMING,
    SPILLING,
    ENDED
  }

  private final HttpServletResponse response;
  private final OutputStream lines;
  private final boolean chunked;
  private final boolean spills;
  private final Spool spool;
  private final AsyncWriter flight;
  private final UploadSink upload;
  private final ConversionTask work;
  private Representation form;
  private @Nullable Packing packing;
  private State state;
  private boolean begun;

  /// Whether the answer may still turn out to be so short that it isn't packed.
  private boolean maybeShort;

  private boolean uploadEnded;
  private @Nullable InputProblem fault;

  /// Of what is in the spool, as long as nothing has been taken out.
  private long length;

  /// What was written last; behind what is in the spool, if anything is, and behind what waits.
  private Block tail;

  /// What was to go into the spool, and stays where there is no room.
  private Block waiting;

  /// What is under way, or else nothing's.
  private Block flown;

  /// @param respond as [Delivery] has decided
  /// @param form what the client gets
  /// @param packing as `form` has it; the answer's own from here on
  /// @param upload takes what isn't converted any more
  /// @param work whose buffers wait with the lines that the client doesn't take
  ResponseWriter(
      HttpServletRequest request,
      HttpServletResponse response,
      Respond respond,
      Representation form,
      @Nullable Packing packing,
      Spools spools,
      UploadSink upload,
      ConversionTask work) {
    RequestContext exchange = RequestContext.of(request);
    this.response = response;
    this.form = form;
    this.packing = packing;
    this.maybeShort = packing != null && form.mayBePlain();
    this.tail = packing == null ? new Block(BLOCK) : Packing.block();
    this.waiting = packing == null ? new Block(BLOCK) : new Block();
    this.flown = packing == null ? new Block(BLOCK) : new Block();
    this.lines = form.isSequence() ? new JsonSequence(new Tail()) : new Tail();
    this.chunked =
        exchange.request().getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1;
    this.spills = respond != Respond.STRAIGHT;
    this.spool = spools.forOneAnswer();
    this.flight =
        new AsyncWriter(
            ServletContextResponse.getServletContextResponse(response), exchange.wakeup());
    this.upload = upload;
    this.work = work;
    this.state = respond == Respond.AFTER_UPLOAD ? State.HELD : State.STREAMING;
  }

  /// The status is decided: from here on the answer may go out.
  void begin() {
    begun = true;
  }

  /// Whether anything has gone out, so that it can't be another answer any more.
  boolean hasGoneOut() {
    return response.isCommitted();
  }

  /// Whether the status is open to the end.
  boolean isHeld() {
    return state == State.HELD;
  }

  /// Why nothing more can be kept; then the upload must not be read any further.
  @Nullable InputProblem fault() {
    return fault;
  }

  /// From here on the client has nothing to do but to read: it can be waited for.
  void uploadEnded() {
    uploadEnded = true;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /// @throws IOException when the client took no more
  @Override
  public void write(byte[] from, int offset, int count) throws IOException {
    flight.check();
    lines.write(from, offset, count);
  }

  /// What is framed goes to the end of the tail.
  private final class Tail extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
      int done = 0;
      while (done < count) {
        if (tail.isFull()) {
          makeRoom();
        }
        done += tail.append(from, offset + done, count - done);
      }
    }
  }

  private void makeRoom() throws IOException {
    switch (state) {
      case HELD -> {
        // Without room for it there will be a refusal, and no line is needed any more.
        if (!spill()) {
          tail.clear();
        }
      }
      case STREAMING, SPILLING -> {
        begun = true;
        sendOn();
        boolean waits = !spills || fault != null;
        if (tail.isFull() && !waits && state == State.STREAMING && flight.landWithin(GRACE)) {
          sendOn();
        }
        if (tail.isFull() && (waits || !spill())) {
          awaitRoom();
        }
      }
      case ENDED -> throw new IllegalStateException("the answer has ended");
    }
  }

  private void awaitRoom() throws IOException {
    work.waitAside();
    while (tail.isFull()) {
      if (fault == null) {
        flight.land();
      } else {
        flight.land(upload::drop);
      }
      sendOn();
    }
    work.comeBack();
  }

  /// Puts what waits and the tail on disk.
  ///
  /// @return whether there was room
  private boolean spill() {
    if (fault != null) {
      return false;
    }
    InputProblem full = waiting.isEmpty() ? null : toDisk(waiting);
    if (full == null) {
      waiting = takeTail(waiting);
      full = toDisk(waiting);
    }
    if (full != null) {
      // A client that has nothing to do but to read can be waited for.
      fault = uploadEnded && state != State.HELD ? null : full;
    }
    return full == null;
  }

  /// @return why there is no room; then the block is what it was, and empty otherwise
  private @Nullable InputProblem toDisk(Block block) {
    InputProblem full = spool.append(block);
    if (full == null) {
      length += block.size();
      block.clear();
      if (state == State.STREAMING) {
        state = State.SPILLING;
      }
    }
    return full;
  }

  /// Empties the tail.
  ///
  /// @param unused whose content is lost
  /// @return what was in it, as it goes to the client
  private Block takeTail(Block unused) {
    if (packing == null) {
      Block taken = tail;
      tail = unused;
      tail.clear();
      return taken;
    }
    packing.pack(tail, unused);
    tail.clear();
    return unused;
  }

  /// Sends what comes next, if nothing is under way; doesn't wait. The first time, that may be the
  /// header alone.
  void sendOn() {
    boolean mayGoOut =
        begun && !isShortSoFar() && (state == State.STREAMING || state == State.SPILLING);
    if (!mayGoOut || flight.isUnderWay() || flight.hasFailed()) {
      return;
    }
    if (!spool.isEmpty()) {
      spool.take(flown);
      flight.launch(flown.asBuffer());
      return;
    }
    state = State.STREAMING;
    boolean headGoes = !response.isCommitted();
    if (headGoes) {
      writeHead(false);
    }
    if (!waiting.isEmpty()) {
      Block next = waiting;
      waiting = flown;
      waiting.clear();
      flown = next;
      flight.launch(flown.asBuffer());
    } else if (headGoes || !tail.isEmpty()) {
      flown = takeTail(flown);
      flight.launch(flown.asBuffer());
    }
  }

  private boolean isShortSoFar() {
    return maybeShort && !uploadEnded && tail.size() < SHORT;
  }

  /// Sends what there is, compressed, when the upload pauses: how long the answer will be isn't
  /// known yet.
  void flushShort() {
    maybeShort = false;
    sendOn();
  }

  /// Gives back the memory that nothing is in. What is held, or the client doesn't take, goes to
  /// disk if it is worth it and there is room.
  void trim() {
    if (!flight.isUnderWay()) {
      flown.clear();
      flown.trim();
    }
    boolean stays = state == State.HELD || (spills && flight.isUnderWay());
    if (stays && waiting.isEmpty() && tail.size() > LITTLE) {
      waiting = takeTail(waiting);
      toDisk(waiting);
    }
    waiting.trim();
    tail.trim();
  }

  /// Adds to the head of an answer that is held.
  ///
  /// @param summary the value of the header that proves the end, or null for none
  /// @param charset of the answer
  void describe(@Nullable String summary, Charset charset) {
    if (summary != null) {
      response.setHeader("Rowgate-Summary", summary);
    }
    form = form.in(charset.name().toLowerCase(Locale.ROOT));
  }

  /// Everything goes out, and the answer gets its end.
  void complete() throws IOException {
    if (maybeShort && packing != null && tail.size() < SHORT && isAllInTail()) {
      packing.close();
      packing = null;
      form = form.plain();
    }
    Block last = takeTail(new Block());
    if (packing != null) {
      packing.end(last);
    }
    boolean waits = spills && !flight.landWithin(GRACE);
    if (waits && waiting.isEmpty() && last.size() > LITTLE) {
      toDisk(last);
    }
    flight.land();
    length += waiting.size() + last.size();
    if (!response.isCommitted()) {
      writeHead(true);
    }
    state = State.ENDED;
    // Waits for the client; and the last bytes go out together with the end.
    var out = response.getOutputStream();
    while (!spool.isEmpty()) {
      spool.take(flown);
      out.write(flown.array(), 0, flown.size());
    }
    // Jetty ends an answer of no bytes with its head, and takes not even an empty write then.
    if (length > 0) {
      out.write(waiting.array(), 0, waiting.size());
      out.write(last.array(), 0, last.size());
    }
    out.close();
  }

  private boolean isAllInTail() {
    return !response.isCommitted() && spool.isEmpty() && waiting.isEmpty();
  }

  /// Everything goes out, and the answer must get no end: a short one is packed too, so that it
  /// shows in what was packed. What still comes of the upload is dropped, so that a client that
  /// sends first comes to read it.
  void sendAll() throws IOException {
    maybeShort = false;
    while (!response.isCommitted() || !spool.isEmpty() || !waiting.isEmpty() || !tail.isEmpty()) {
      flight.land(upload::drop);
      sendOn();
    }
    flight.land(upload::drop);
    state = State.ENDED;
  }

  /// Drops what is held: something else is answered.
  void withdraw() {
    state = State.ENDED;
  }

  /// Gives back its room on disk and what packing took, however the request has gone.
  @Override
  public void close() {
    spool.close();
    if (packing != null) {
      packing.close();
    }
  }

  /// @param isWhole whether all of the answer is there, and so its length is known: then a small
  ///   one goes out at once, head and all
  private void writeHead(boolean isWhole) {
    response.setStatus(HttpServletResponse.SC_OK);
    form.describe(response);
    if (isWhole) {
      response.setContentLengthLong(length);
    } else if (chunked) {
      // Otherwise Jetty ends the body with the connection where the client asks for `Connection:
      // close`, and curl takes a cut for the end.
      response.setHeader("Transfer-Encoding", "chunked");
    }
  }
}
