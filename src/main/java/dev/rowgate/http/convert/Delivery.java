package dev.rowgate.http.convert;

import dev.rowgate.options.Respond;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/// Decides when an answer goes out, where the client leaves it open.
final class Delivery {

  /// A proxy that speaks HTTP/1 on this side, nginx among them, stops forwarding the upload when
  /// the answer's first bytes have come: 171 MB stalled and were cut, 1.7 MB passed.
  private static final List<String> SIGNS_OF_A_PROXY =
      List.of("Via", "Forwarded", "X-Forwarded-For", "X-Real-IP");

  private Delivery() {}

  /// @return straight or after-upload as asked, otherwise what suits the request
  static Respond of(Respond asked, Request request) {
    return switch (asked) {
      case STRAIGHT, AFTER_UPLOAD -> asked;
      case AUTO -> canGoBothWays(request) ? Respond.AUTO : Respond.AFTER_UPLOAD;
    };
  }

  /// An answer without a known length has no end that could be missed on HTTP/1.0.
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
