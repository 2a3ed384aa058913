package dev.rowgate.http.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.refusal.ProblemDocument;
import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;

/// The response to a request whose head isn't complete in time, as raw bytes: there is no request
/// yet that a handler could answer.
final class SlowHead {

  private SlowHead() {}

  /// @param limit the time limit that was exceeded
  static byte[] answer(Duration limit) {
    var problem = new InputProblem.RequestTimeout(limit.toMillis());
    String id = RequestContext.randomId();
    byte[] document = ProblemDocument.write(List.of(problem), problem.status(), id);
    var answer = new ByteArrayOutputStream();
    String head =
        """
        HTTP/1.1 408 Request Timeout\r
        X-Request-Id: %s\r
        X-Content-Type-Options: nosniff\r
        Content-Type: %s\r
        Cache-Control: no-store\r
        Connection: close\r
        Content-Length: %d\r
        \r
        """
            .formatted(id, ProblemDocument.MEDIA_TYPE, document.length);
    answer.writeBytes(head.getBytes(US_ASCII));
    answer.writeBytes(document);
    return answer.toByteArray();
  }
}
