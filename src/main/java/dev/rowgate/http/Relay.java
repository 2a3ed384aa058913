package dev.rowgate.http;

import dev.rowgate.lines.Summary;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Carries an upload through a conversion into the answer, while it comes in, in one buffer: what
/// it takes of memory doesn't depend on the upload. It waits on a virtual thread, which costs
/// nobody else anything. Not thread-safe.
final class Relay {

  /// More than Jetty hands out at once, so that one read takes all that has arrived.
  static final int BUFFER = 32 << 10;

  private final Conversion conversion;
  private final Budget.Account account;
  private final Upload upload;
  private final Answer answer;
  private final Turns turns;
  private final byte[] buffer = new byte[BUFFER];
  private boolean begun;

  Relay(Conversion conversion, Budget.Account account, Upload upload, Answer answer, Turns turns) {
    this.conversion = conversion;
    this.account = account;
    this.upload = upload;
    this.answer = answer;
    this.turns = turns;
  }

  /// How it ended.
  sealed interface End {

    /// All is said, and the answer has its end.
    record Completed(Summary summary) implements End {}

    /// Nothing has been answered yet.
    record Refused(List<InputProblem> problems) implements End {}

    /// Nothing has been answered yet, though rows were converted.
    ///
    /// @param json the inside of the `_summary`
    record Withdrawn(InputProblem fault, Summary summary, String json) implements End {}

    /// All is said and sent; the answer must not get its end.
    record Stopped(InputProblem fault, Summary summary) implements End {}

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
          case Step.Ready _ -> begun = true;
          case Step.HasOutput _ -> conversion.drain(answer);
          case Step.Refused refused -> {
            return new End.Refused(upload.explain(refused.problems()));
          }
          case Step.Completed completed -> {
            return completed(completed.summary());
          }
          case Step.Stopped stopped -> {
            return stopped(stopped);
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

  /// What couldn't be kept is missing even if the conversion came to its end.
  private End completed(Summary summary) throws IOException {
    InputProblem full = answer.fault();
    if (answer.isHeld() && full != null) {
      return new End.Refused(List.of(full));
    }
    answer.complete();
    return new End.Completed(summary);
  }

  private End stopped(Step.Stopped stopped) throws IOException {
    if (answer.isHeld()) {
      return new End.Withdrawn(stopped.fault(), stopped.summary(), answer.withdraw());
    }
    answer.begin();
    answer.sendAll();
    return new End.Stopped(stopped.fault(), stopped.summary());
  }

  /// Done whenever the upload lets it wait.
  void sendOn() {
    if (begun && !upload.isInDoubt()) {
      answer.begin();
      answer.sendOn();
    }
  }

  /// @return what the upload turns out to be, where the answer that has begun is withdrawn for it
  private @Nullable InputProblem takeInput() {
    InputProblem full = answer.fault();
    if (full != null) {
      conversion.cut(full);
      return null;
    }
    int length = upload.read(buffer);
    if (length >= 0) {
      conversion.feed(buffer, 0, length);
      return null;
    }
    answer.uploadEnded();
    InputProblem fault = upload.fault();
    if (fault == null) {
      conversion.end();
    } else if (begun && upload.isInDoubt() && !answer.hasGoneOut()) {
      return fault;
    } else if (fault.equals(RawUpload.NOTHING_CAME) && answer.hasGoneOut()) {
      conversion.cut(new InputProblem.UploadStalled());
    } else {
      conversion.cut(fault);
    }
    return null;
  }
}
