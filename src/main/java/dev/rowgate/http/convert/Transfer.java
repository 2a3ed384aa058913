package dev.rowgate.http.convert;

import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.exchange.Waiting;
import dev.rowgate.http.upload.RawUpload;
import dev.rowgate.http.upload.Upload;
import dev.rowgate.lines.Summary;
import dev.rowgate.options.Options;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Loop that feeds an upload to a conversion and its output to the response, while the upload
/// arrives. Its memory doesn't depend on the upload's size, and is small while the upload pauses.
/// It waits on the request's virtual thread, which blocks no other request. Not thread-safe.
final class Transfer implements Waiting {

  private final Conversion conversion;
  private final ConversionTask work;
  private final Upload upload;
  private final ResponseWriter answer;
  private final Options options;
  private final RequestContext exchange;
  private boolean begun;

  /// @param work runs `conversion`
  Transfer(
      Conversion conversion,
      ConversionTask work,
      Upload upload,
      ResponseWriter answer,
      Options options,
      RequestContext exchange) {
    this.options = options;
    this.exchange = exchange;
    this.conversion = conversion;
    this.work = work;
    this.upload = upload;
    this.answer = answer;
  }

  /// Result of a transfer.
  sealed interface End {

    /// The response is complete and has been ended.
    record Completed(Summary summary) implements End {}

    /// Nothing has been sent.
    record Refused(List<InputProblem> problems) implements End {}

    /// Nothing has been sent, although rows were converted.
    ///
    /// @param json the content of the `_summary`
    record Withdrawn(InputProblem fault, Summary summary, String json) implements End {}

    /// Everything up to the fault has been sent; the response must not be ended normally.
    record Stopped(InputProblem fault, Summary summary) implements End {}

    /// The client is gone: sending failed.
    record ClientGone(Summary summary) implements End {}
  }

  End run() {
    try {
      while (true) {
        switch (work.step()) {
          case Step.NeedsInput _ -> {
            InputProblem withdrawn = takeInput();
            if (withdrawn != null) {
              return new End.Refused(List.of(withdrawn));
            }
          }
          case Step.NeedsRoom room -> {
            if (!work.makeRoom(room)) {
              conversion.cut(RawUpload.faultOfWait(exchange));
            }
          }
          case Step.Ready _ -> begun = true;
          case Step.HasOutput _ -> conversion.drain(answer);
          case Step.Refused _ when exchange.isClientGone() -> {
            return new End.ClientGone(conversion.summary());
          }
          case Step.Stopped stopped when exchange.isClientGone() -> {
            return new End.ClientGone(stopped.summary());
          }
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

  /// Completes the response. If output of a held response couldn't be stored, the response is a
  /// refusal, although the conversion is complete.
  private End completed(Summary summary) throws IOException {
    InputProblem full = answer.fault();
    if (answer.isHeld() && full != null) {
      return new End.Refused(List.of(full));
    }
    work.trim();
    describe();
    answer.complete();
    return new End.Completed(summary);
  }

  /// Sets the headers of a response in CSV, which can't contain a summary.
  private void describe() {
    if (options.format() == Options.Format.NDJSON) {
      return;
    }
    boolean asInput = options.format() == Options.Format.REJECTS_CSV;
    answer.describe(
        options.summary() ? conversion.summaryHeader() : null,
        asInput ? conversion.charset() : StandardCharsets.UTF_8);
  }

  private End stopped(Step.Stopped stopped) throws IOException {
    if (answer.isHeld()) {
      answer.withdraw();
      return new End.Withdrawn(stopped.fault(), stopped.summary(), conversion.summaryJson());
    }
    work.trim();
    answer.begin();
    answer.sendAll();
    return new End.Stopped(stopped.fault(), stopped.summary());
  }

  @Override
  public void sendOn() {
    if (begun && !upload.isInDoubt()) {
      answer.begin();
      answer.sendOn();
    }
  }

  @Override
  public void flush() {
    if (begun && !upload.isInDoubt()) {
      answer.begin();
      answer.flushShort();
    }
  }

  @Override
  public boolean isInTheWay() {
    return work.isInTheWay();
  }

  @Override
  public void trim() {
    answer.trim();
    work.trim();
  }

  @Override
  public void goOn() {
    work.goOn();
  }

  /// @return the problem with which the response is withdrawn before anything was sent, or null
  private @Nullable InputProblem takeInput() {
    InputProblem full = answer.fault();
    if (full != null) {
      conversion.cut(full);
      return null;
    }
    if (work.feedFrom(upload, this)) {
      return null;
    }
    answer.uploadEnded();
    conversion.warn(upload.warnings());
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
