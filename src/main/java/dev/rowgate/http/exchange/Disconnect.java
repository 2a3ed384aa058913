package dev.rowgate.http.exchange;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/// Classifier that distinguishes failures of a connection, or of what it delivered, from defects of
/// this service: a stream that is reset, a connection that is closed or idle too long, malformed
/// HTTP.
public final class Disconnect {

  private static final int FIRST_OF_SERVER = 500;

  private Disconnect() {}

  /// Whether the client or the network has ended the request. A bare [IOException] counts, since
  /// handlers let only those of their client through; one that is wrapped may be from the disk.
  public static boolean is(Throwable failure) {
    if (failure instanceof IOException) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EofException
          || cause instanceof TimeoutException
          || (cause instanceof HttpException known && known.getCode() < FIRST_OF_SERVER)) {
        return true;
      }
    }
    return false;
  }
}
