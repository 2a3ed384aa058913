package dev.rowgate.http.jetty;

import dev.rowgate.http.exchange.Disconnect;
import dev.rowgate.http.exchange.GatedEndPoint;
import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.exchange.Sidecar;
import dev.rowgate.http.filter.Origins;
import dev.rowgate.http.refusal.ProblemDocument;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Error handler for requests that reach no route or fail outside of one: malformed HTTP, ambiguous
/// paths, headers that are too large, a stopping service. It replaces Jetty's HTML pages by problem
/// documents.
final class JettyErrors implements Request.Handler {

  /// The methods of all routes.
  private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST", "PUT");

  private static final String FRAGMENT = "its path has a fragment, which begins with '#'";

  private final int headerBytes;
  private final Origins origins;

  /// @param headerBytes limit on the size of a request's headers
  JettyErrors(int headerBytes, Origins origins) {
    this.headerBytes = headerBytes;
    this.origins = origins;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    RequestContext exchange = RequestContext.of(request);
    int status = response.getStatus();
    String reason = null;
    switch (request.getAttribute(ErrorHandler.ERROR_EXCEPTION)) {
      case HttpException known -> {
        status = known.getCode();
        reason = known.getReason();
      }
      case Throwable failure when Disconnect.is(failure) -> {
        // The client is gone, so nobody reads the response; it must not count as a defect.
        exchange.setOutcome(Outcome.CLIENT_GONE);
        response.setStatus(HttpStatus.BAD_REQUEST_400);
        response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        return true;
      }
      case null, default -> {}
    }
    // Jetty closes an HTTP/1 connection after the response, whatever is still sent on it.
    if (request.getConnectionMetaData().getConnection() instanceof HttpConnection connection
        && connection.getEndPoint() instanceof GatedEndPoint endPoint) {
      endPoint.lingerAtClose();
    }
    // Jetty resets the stream after the response, and nginx would attribute that to its next
    // request.
    Sidecar.useNoMore(request);
    exchange.setOutcome(Outcome.REFUSED);
    InputProblem problem = problem(request, status, reason);
    if (problem instanceof InputProblem.InternalError) {
      exchange.setOutcome(Outcome.DEFECT);
    }
    exchange.failed(List.of(problem));
    write(problem, request, response, callback);
    return true;
  }

  private void write(InputProblem problem, Request request, Response response, Callback callback) {
    RequestContext exchange = RequestContext.of(request);
    // Jetty has more statuses than this service. 505, for example, would count as a server error.
    int status = problem.status();
    byte[] document =
        ProblemDocument.write(List.of(problem), status, exchange.id(), exchange.traceParent());
    response.setStatus(status);
    exchange.mark(response.getHeaders());
    origins.mark(request, response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, document.length);
    Refusal.setHeadersOf(
        problem,
        request.getHeaders().contains(HttpHeader.CONTENT_ENCODING),
        response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(document), callback);
  }

  /// @param reason in Jetty's words; null if it gives none
  private InputProblem problem(Request request, int status, @Nullable String reason) {
    return switch (status) {
      case HttpStatus.INTERNAL_SERVER_ERROR_500 -> new InputProblem.InternalError();
      case HttpStatus.SERVICE_UNAVAILABLE_503 -> new InputProblem.Unavailable();
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431, HttpStatus.URI_TOO_LONG_414 ->
          new InputProblem.HeadersTooLarge(headerBytes);
      case HttpStatus.NOT_FOUND_404 -> notFound(request);
      default ->
          new InputProblem.BadRequest(
              request.getHttpURI().getFragment() == null ? words(status, reason) : FRAGMENT);
    };
  }

  /// Returns the problem of an unknown route. `OPTIONS *` has no valid path, and `CONNECT` may have
  /// none at all.
  private static InputProblem notFound(Request request) {
    String path = request.getHttpURI().getPath();
    return path == null
        ? new InputProblem.MethodNotAllowed(request.getMethod(), METHODS)
        : new InputProblem.UnknownRoute(Excerpt.of(path).text());
  }

  private static String words(int status, @Nullable String reason) {
    return Malformed.inWords(reason == null ? HttpStatus.getMessage(status) : reason);
  }
}
