package dev.rowgate.http;

import dev.rowgate.problem.InputProblem;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A body that is the CSV itself.
final class RawUpload implements Upload {

  private final ServletInputStream in;
  private @Nullable InputProblem fault;

  RawUpload(ServletInputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] into) {
    if (fault != null) {
      return -1;
    }
    try {
      return in.read(into);
    } catch (IOException e) {
      fault = faultOf(e);
      return -1;
    }
  }

  @Override
  public boolean wouldWait() {
    try {
      return in.available() == 0;
    } catch (IOException e) {
      // The next read says what it is, and doesn't wait.
      return false;
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
        return new InputProblem.ReadFailed("nothing of the upload came for too long");
      }
    }
    return new InputProblem.ReadFailed("the upload was cut");
  }
}
