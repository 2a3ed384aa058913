package dev.rowgate.http.refusal;

import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.media.BodyKind;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Sender of refusals: writes a problem document and ensures that it arrives although the client
/// may still be uploading.
public final class Refusal {

  /// Seconds after which a client may retry, for `Retry-After`.
  private static final String RETRY_SECONDS = "1";

  private Refusal() {}

  /// @param problems all problems; the first one determines the status
  public static void send(
      HttpServletRequest request,
      HttpServletResponse response,
      Outcome outcome,
      List<? extends Problem> problems) {
    send(request, response, outcome, problems, null);
  }

  /// Sends the fault of a run that ended before any of its output was sent.
  ///
  /// @param summary the content of its `_summary`
  public static void send(
      HttpServletRequest request,
      HttpServletResponse response,
      InputProblem fault,
      String summary) {
    send(request, response, Outcome.REFUSED, List.of(fault), summary);
  }

  private static void send(
      HttpServletRequest request,
      HttpServletResponse response,
      Outcome outcome,
      List<? extends Problem> problems,
      @Nullable String summary) {
    RequestContext exchange = RequestContext.of(request);
    exchange.failed(problems);
    exchange.setOutcome(outcome);
    Problem first = problems.getFirst();
    int status = first.status();
    byte[] document =
        ProblemDocument.write(problems, status, exchange.id(), exchange.traceParent(), summary);
    var linger = new Linger(exchange);
    response.setStatus(status);
    response.setContentType(ProblemDocument.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(document.length);
    setHeadersOf(first, request.getHeader("Content-Encoding") != null, response::setHeader);
    if (!linger.canOutlastUpload()) {
      response.setHeader("Connection", "close");
    }
    try {
      write(document, response, linger);
      linger.readOn();
    } catch (IOException e) {
      exchange.setOutcome(Outcome.CLIENT_GONE);
    }
  }

  /// Writes the document. If a reset would follow its end, the last byte is delayed: curl 7.88
  /// otherwise reports that there was no response.
  private static void write(byte[] document, HttpServletResponse response, Linger linger)
      throws IOException {
    if (linger.endBringsReset()) {
      linger.readOnBeforeAnswer();
    }
    int atOnce = linger.endBringsReset() ? document.length - 1 : document.length;
    var out = response.getOutputStream();
    out.write(document, 0, atOnce);
    response.flushBuffer();
    if (atOnce < document.length) {
      linger.readOnBeforeEnd();
      out.write(document, atOnce, document.length - atOnce);
      response.flushBuffer();
    }
  }

  /// Sets the headers that belong to a problem.
  ///
  /// @param hasCoding whether the request has a `Content-Encoding`
  /// @param set sets a header of the response
  public static void setHeadersOf(
      Problem problem, boolean hasCoding, BiConsumer<String, String> set) {
    switch (problem) {
      case InputProblem.MethodNotAllowed p -> set.accept("Allow", String.join(", ", p.allowed()));
      case InputProblem.UnsupportedMediaType _ -> {
        set.accept("Accept-Post", BodyKind.ACCEPTED);
        if (hasCoding) {
          set.accept("Accept-Encoding", "gzip, zstd");
        }
      }
      // RFC 6750, section 3.1: an error code only if the request had credentials.
      case InputProblem.Unauthorized(boolean given) ->
          set.accept(
              "WWW-Authenticate",
              "Bearer realm=\"rowgate\"" + (given ? ", error=\"invalid_token\"" : ""));
      case InputProblem.TooBusy _, InputProblem.Unavailable _, InputProblem.StorageFailed _ ->
          set.accept("Retry-After", RETRY_SECONDS);
      case Problem _ -> {}
    }
  }
}
