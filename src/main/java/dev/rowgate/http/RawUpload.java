package dev.rowgate.http;

import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A body that is the CSV itself.
final class RawUpload implements Upload {

  /// The idle time has passed. It may be the proxy's doing once the answer has begun.
  static final InputProblem NOTHING_CAME =
      new InputProblem.ReadFailed("nothing of the upload came for too long");

  private final Exchange exchange;
  private @Nullable InputProblem fault;

  RawUpload(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public int read(ReadBuffer into) {
    if (fault == null) {
      fault = exchange.end();
    }
    if (fault != null) {
      return -1;
    }
    try {
      return exchange.body().read(into);
    } catch (IOException e) {
      InputProblem end = exchange.end();
      fault = end == null ? faultOf(e) : end;
      return -1;
    }
  }

  @Override
  public @Nullable InputProblem fault() {
    return fault;
  }

  /// Jetty tells a time-out by the exception's cause. An early end and a broken chunk look the
  /// same.
  private static InputProblem faultOf(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TimeoutException) {
        return NOTHING_CAME;
      }
    }
    return new InputProblem.ReadFailed("the upload was cut");
  }
}
