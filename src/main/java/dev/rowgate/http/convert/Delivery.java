package dev.rowgate.http.convert;

import dev.rowgate.options.Respond;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/// Policy for when a response is sent, if the client leaves it open.
final class Delivery {

  /// Headers by which a proxy is recognised. A proxy that speaks HTTP/1 on this side, nginx among
  /// them, stops forwarding the upload when the first bytes of the response arrive: an upload of
  /// 171 MB stalled and was truncated, 1.7 MB passed.
  private static final List<String> SIGNS_OF_A_PROXY =
      List.of("Via", "Forwarded", "X-Forwarded-For", "X-Real-IP");

  private Delivery() {}

  /// @return `STRAIGHT` or `AFTER_UPLOAD` as requested, otherwise what suits the request
  static Respond of(Respond asked, Request request) {
    return switch (asked) {
      case STRAIGHT, AFTER_UPLOAD -> asked;
      case AUTO -> canGoBothWays(request) ? Respond.AUTO : Respond.AFTER_UPLOAD;
    };
  }

  /// Whether the response can be sent during the upload. On HTTP/1.0 a client couldn't tell a
  /// truncated response of unknown length from a complete one.
  private static boolean canGoBothWays(Request request) {
    HttpVersion version = request.getConnectionMetaData().getHttpVersion();
    HttpFields headers = request.getHeaders();
    return version.getVersion() >= HttpVersion.HTTP_2.getVersion()
        || (version == HttpVersion.HTTP_1_1 && !areFromProxy(headers));
  }

  private static boolean areFromProxy(HttpFields headers) {
    for (String sign : SIGNS_OF_A_PROXY) {
      if (headers.contains(sign)) {
        return true;
      }
    }
    return false;
  }
}
