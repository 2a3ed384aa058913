package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.exchange.RequestBody;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/// A body that is the CSV itself.
public final class RawUpload implements Upload {

  /// The idle time has passed. It may be the proxy's doing once the answer has begun.
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

  /// Jetty tells what happened by the exception's cause.
  private InputProblem faultOf(IOException e) {
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
    return isConnected() ? BAD_CHUNK : RequestContext.CUT;
  }

  /// On HTTP/1, where Jetty says "early EOF" of a chunk that isn't framed as one, too.
  private boolean isConnected() {
    ConnectionMetaData connection = exchange.request().getConnectionMetaData();
    EndPoint endPoint = connection.getConnection().getEndPoint();
    return connection.getHttpVersion().getVersion() < HttpVersion.HTTP_2.getVersion()
        && endPoint.isOpen()
        && !endPoint.isInputShutdown();
  }
}
