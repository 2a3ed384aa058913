package dev.rowgate.http.exchange;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/// Tells the failures of a connection or of what came over it from our own: a stream that is reset,
/// a connection that is closed or idle for too long, bytes that aren't HTTP.
public final class Disconnect {

  private static final int FIRST_OF_SERVER = 500;

  private Disconnect() {}

  /// Whether the client or the network has ended the request. An [IOException] itself counts, since
  /// handlers let none out but their client's; one inside of another exception may be of our disk.
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
