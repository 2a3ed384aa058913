package dev.rowgate.http;

import dev.rowgate.lines.Summary;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.problem.InputProblem;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carries an upload through a conversion into the response, while it comes in, in one buffer: what
/// it takes of memory doesn't depend on the upload. It waits on a virtual thread, which costs
/// nobody else anything. Not thread-safe.
///
/// This is where the spool goes: a response that can be held, and that takes lines when the client
/// doesn't.
final class Relay {

  /// More than Jetty hands out at once, so that one read takes all that has arrived.
  static final int BUFFER = 32 << 10;

  private static final String TRANSFER_ENCODING = "Transfer-Encoding";

  private final Conversion conversion;
  private final Budget.Account account;
  private final Upload upload;
  private final HttpServletResponse response;
  private final Turns turns;
  private final ServletOutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private boolean begun;
  private boolean unsent;

  Relay(
      Conversion conversion,
      Budget.Account account,
      Upload upload,
      HttpServletResponse response,
      Turns turns)
      throws IOException {
    this.conversion = conversion;
    this.account = account;
    this.upload = upload;
    this.response = response;
    this.turns = turns;
    // The servlet's own: Javalin's wrapper doesn't flush.
    this.out = response.getOutputStream();
  }

  /// How it ended.
  sealed interface End {

    /// All is said, and the answer has its end.
    record Completed(Summary summary) implements End {}

    /// Nothing has been answered yet.
    record Refused(List<InputProblem> problems) implements End {}

    /// All is said and sent; the answer must not get its end.
    record Stopped(Summary summary) implements End {}

    /// The client took no more.
    record ClientGone(Summary summary) implements End {}
  }

  End run() {
    try {
      while (true) {
        switch (step()) {
          case Step.NeedsInput _ -> {
            InputProblem withdrawn = takeInput();
            if (withdrawn != null) {
              return new End.Refused(List.of(withdrawn));
            }
          }
          case Step.NeedsRoom room -> {
            account.hold(room.bytes(), room.most());
            conversion.grant(room.bytes());
          }
          case Step.Ready _ -> begin();
          case Step.HasOutput _ -> {
            conversion.drain(out);
            unsent = true;
          }
          case Step.Refused refused -> {
            return new End.Refused(upload.explain(refused.problems()));
          }
          case Step.Completed completed -> {
            out.close();
            return new End.Completed(completed.summary());
          }
          case Step.Stopped stopped -> {
            out.flush();
            return new End.Stopped(stopped.summary());
          }
        }
      }
    } catch (IOException e) {
      return new End.ClientGone(conversion.summary());
    }
  }

  private Step step() {
    turns.begin();
    try {
      return conversion.step();
    } finally {
      turns.end();
    }
  }

  private void begin() {
    begun = true;
    unsent = true;
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("application/x-ndjson");
    // Otherwise Jetty ends the body with the connection where the client asks for `Connection:
    // close`,
    // and curl takes a cut for the end.
    response.setHeader(TRANSFER_ENCODING, "chunked");
  }

  /// Gives the way back to a refusal, as long as nothing of the rows has gone out.
  private void takeBack() {
    response.resetBuffer();
    response.setHeader(TRANSFER_ENCODING, null);
  }

  /// @return what the upload turns out to be, where the answer that has begun is withdrawn for it
  private @Nullable InputProblem takeInput() throws IOException {
    if (begun && unsent && !upload.isInDoubt() && upload.wouldWait()) {
      out.flush();
      unsent = false;
    }
    int length = upload.read(buffer);
    if (length >= 0) {
      conversion.feed(buffer, 0, length);
      return null;
    }
    InputProblem fault = upload.fault();
    if (fault == null) {
      conversion.end();
    } else if (begun && upload.isInDoubt() && !response.isCommitted()) {
      takeBack();
      return fault;
    } else {
      conversion.cut(fault);
    }
    return null;
  }
}
