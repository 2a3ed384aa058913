package dev.rowgate.http.convert;

import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.media.Representation;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.util.Locale;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/// Status line and headers of the response to one conversion.
///
/// They are set late: until the response is committed it can still become a problem document, and a
/// short one is sent uncompressed. Not thread-safe.
final class ResponseHead {

  private final HttpServletResponse response;
  private final boolean chunked;
  private Representation form;

  /// @param form the format that was negotiated
  ResponseHead(RequestContext exchange, HttpServletResponse response, Representation form) {
    this.response = response;
    this.form = form;
    var connection = exchange.request().getConnectionMetaData();
    this.chunked = connection.getHttpVersion() == HttpVersion.HTTP_1_1;
  }

  /// Whether the response is committed, so that its status can't change any more.
  boolean isSent() {
    return response.isCommitted();
  }

  /// Adds headers to a response that is held until its end.
  ///
  /// @param summary value of `Rowgate-Summary`, null for none
  /// @param charset of the body
  void describe(@Nullable String summary, Charset charset) {
    if (summary != null) {
      response.setHeader("Rowgate-Summary", summary);
    }
    form = form.in(charset.name().toLowerCase(Locale.ROOT));
  }

  /// The body is sent uncompressed.
  void dropCoding() {
    form = form.plain();
  }

  /// Sets status and headers for a body of known length; the first write sends them.
  ///
  /// @param length of the body in bytes, as sent
  void set(long length) {
    set();
    response.setContentLengthLong(length);
  }

  /// Sets status and headers for a body that ends with its last chunk or frame.
  void setStreamed() {
    set();
    if (chunked) {
      // Without it Jetty ends the body with the connection where the client sends `Connection:
      // close`, and curl can't tell a truncated body from a complete one.
      response.setHeader("Transfer-Encoding", "chunked");
    }
  }

  private void set() {
    response.setStatus(HttpServletResponse.SC_OK);
    form.describe(response);
  }
}
