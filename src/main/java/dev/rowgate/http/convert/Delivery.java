package dev.rowgate.http.convert;

import dev.rowgate.options.Respond;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/// Policy for when a response is sent, if the client leaves it open.
final class Delivery {

  /// Headers by which a proxy is recognised, besides `X-Real-IP`. A proxy that speaks HTTP/1 on
  /// this side, nginx among them, stops forwarding the upload when the first bytes of the response
  /// arrive: an upload of 171 MB stalled and was truncated, 1.7 MB passed.
  private static final Set<HttpHeader> SIGNS_OF_A_PROXY =
      EnumSet.of(HttpHeader.VIA, HttpHeader.FORWARDED, HttpHeader.X_FORWARDED_FOR);

  private Delivery() {}

  /// Returns when the response is sent: as requested if the protocol allows it. On HTTP/1.0 a
  /// client can't tell a truncated response of unknown length from a complete one.
  static Respond of(Respond asked, Request request) {
    HttpVersion version = request.getConnectionMetaData().getHttpVersion();
    if (version.getVersion() < HttpVersion.HTTP_1_1.getVersion()) {
      return Respond.AFTER_UPLOAD;
    }
    return asked == Respond.AUTO
            && version == HttpVersion.HTTP_1_1
            && areFromProxy(request.getHeaders())
        ? Respond.AFTER_UPLOAD
        : asked;
  }

  private static boolean areFromProxy(HttpFields headers) {
    for (HttpField field : headers) {
      HttpHeader known = field.getHeader();
      if (known == null ? field.is("X-Real-IP") : SIGNS_OF_A_PROXY.contains(known)) {
        return true;
      }
    }
    return false;
  }
}
