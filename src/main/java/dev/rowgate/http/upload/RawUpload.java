package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.exchange.RequestBody;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/// Upload whose body is the CSV itself. Not thread-safe.
public final class RawUpload implements Upload {

  /// The fault of an idle timeout. After the response has started, a proxy may be the cause.
  public static final InputProblem NOTHING_CAME =
      new InputProblem.ReadFailed("nothing of the upload came for too long");

  private static final InputProblem BAD_CHUNK =
      new InputProblem.BadRequest("the upload isn't framed as chunks");

  private final RequestContext exchange;
  private @Nullable InputProblem fault;

  RawUpload(RequestContext exchange) {
    this.exchange = exchange;
  }

  @Override
  public int read(ReadBuffer into) {
    if (fault == null) {
      fault = exchange.fault();
    }
    if (fault != null) {
      return -1;
    }
    try {
      return exchange.body().read(into);
    } catch (IOException e) {
      InputProblem end = exchange.fault();
      fault = end == null ? faultOf(exchange, e) : end;
      return -1;
    }
  }

  @Override
  public @Nullable InputProblem fault() {
    return fault;
  }

  /// Returns the fault that ended the [patience][RequestContext#patience()] of a request. If the
  /// client is gone, that is recorded.
  public static InputProblem faultOfWait(RequestContext exchange) {
    InputProblem end = exchange.fault();
    if (end != null) {
      return end;
    }
    IOException failure = exchange.body().failure();
    InputProblem fault = failure == null ? RequestContext.CUT : faultOf(exchange, failure);
    if (fault.equals(RequestContext.CUT) && (failure == null || !isOpen(exchange))) {
      exchange.clientGone();
    }
    return fault;
  }

  /// Whether the connection is open, on HTTP/1: a client that has ended its side of it too early
  /// may wait for the answer.
  private static boolean isOpen(RequestContext exchange) {
    ConnectionMetaData connection = exchange.request().getConnectionMetaData();
    return connection.getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()
        && connection.getConnection().getEndPoint().isOpen();
  }

  /// Returns the fault of a failed read; Jetty reports the reason as the exception's cause.
  private static InputProblem faultOf(RequestContext exchange, IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case RequestBody.TooShort tooShort -> {
          return new InputProblem.ReadFailed(tooShort.reason());
        }
        case TimeoutException _ -> {
          return NOTHING_CAME;
        }
        default -> {}
      }
    }
    return isConnected(exchange) ? framingFault(exchange) : RequestContext.CUT;
  }

  /// Returns the fault of chunks that Jetty refused. It adds the lengths of the request's headers,
  /// of the chunks' extensions and of the trailers, and limits their sum.
  private static InputProblem framingFault(RequestContext exchange) {
    if (exchange.request().getConnectionMetaData().getConnection() instanceof HttpConnection http) {
      int limit = http.getHttpConfiguration().getRequestHeaderSize();
      if (http.getParser().getHeaderLength() > limit) {
        return new InputProblem.HeadersTooLarge(limit);
      }
    }
    return BAD_CHUNK;
  }

  /// Whether the client is still connected, on HTTP/1. Jetty reports "early EOF" also for malformed
  /// chunks.
  private static boolean isConnected(RequestContext exchange) {
    Connection connection = exchange.request().getConnectionMetaData().getConnection();
    return isOpen(exchange) && !connection.getEndPoint().isInputShutdown();
  }
}
