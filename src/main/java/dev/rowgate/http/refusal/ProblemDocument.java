package dev.rowgate.http.refusal;

import dev.rowgate.lines.ProblemJson;
import dev.rowgate.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writer of problem documents (RFC 9457):
///
/// ```json
/// {"type":"/problems/unknown-option","title":"Unknown option","status":400,"detail":"there is no …",
///  "instance":"urn:rowgate:request:k3…","code":"unknown-option","requestId":"k3…",
///  "errors":[{"code":"unknown-option","message":"there is no …"}]}
/// ```
///
/// `type`, `title`, `detail` and `code` are those of the first problem. `errors` lists all, up to
/// [#MAX_LISTED]; `more` is the number of further ones. If a conversion had started, `summary` is
/// the content of its `_summary`.
public final class ProblemDocument {

  public static final String MEDIA_TYPE = "application/problem+json";

  /// Limit on listed problems. A header of 10,000 columns can have as many, each with up to 200
  /// characters; this keeps the document below about a megabyte.
  static final int MAX_LISTED = 1_000;

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private ProblemDocument() {}

  public static byte[] write(List<? extends Problem> problems, int status, String requestId) {
    return write(problems, status, requestId, null, null);
  }

  /// @param trace the request's `traceparent`, or null for none
  public static byte[] write(
      List<? extends Problem> problems, int status, String requestId, @Nullable String trace) {
    return write(problems, status, requestId, trace, null);
  }

  /// @param trace the request's `traceparent`, or null for none
  /// @param summary the inside of a `_summary`, or null for none
  static byte[] write(
      List<? extends Problem> problems,
      int status,
      String requestId,
      @Nullable String trace,
      @Nullable String summary) {
    Problem first = problems.getFirst();
    String code = first.code().id();
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("type", "/problems/" + code);
      json.writeStringProperty("title", title(code));
      json.writeNumberProperty("status", status);
      json.writeStringProperty("detail", first.message());
      json.writeStringProperty("instance", "urn:rowgate:request:" + requestId);
      json.writeStringProperty("code", code);
      json.writeStringProperty("requestId", requestId);
      if (trace != null) {
        json.writeStringProperty("traceparent", trace);
      }
      json.writeArrayPropertyStart("errors");
      problems.stream().limit(MAX_LISTED).forEach(problem -> ProblemJson.write(json, problem));
      json.writeEndArray();
      if (problems.size() > MAX_LISTED) {
        json.writeNumberProperty("more", problems.size() - MAX_LISTED);
      }
      if (summary != null) {
        json.writeName("summary");
        json.writeRawValue(summary);
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  /// Returns the title: the code in words, the same for all problems of a type (RFC 9457, section
  /// 3.1.3).
  private static String title(String code) {
    return code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1).replace('-', ' ');
  }
}
