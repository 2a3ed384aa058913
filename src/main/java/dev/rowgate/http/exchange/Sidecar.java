package dev.rowgate.http.exchange;

import dev.rowgate.options.Network;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.WindowUpdateFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/// Support for uploads through a trusted nginx sidecar, without HTTP/2's flow control.
///
/// While its client reads nothing, nginx reads nothing from this service, so it doesn't see that it
/// may send more: an upload by a client that sends everything before it reads stalled after the
/// first megabytes of its response, and both sides waited for each other. So such an upload gets a
/// window for its whole size before any row is sent. TCP bounds its memory instead: the connection,
/// which nginx uses for one request at a time, is read only as far as received data is used.
public final class Sidecar {

  /// The header that the files in `nginx/` set.
  static final String HEADER = "Rowgate-Sidecar";

  /// Number of bytes of an upload that any client may have sent before they are read. They are in
  /// direct memory, of which 64 connections would fill 64 MB with Jetty's windows of half a MiB per
  /// stream and a MiB per connection.
  public static final int STREAM_WINDOW = 128 << 10;

  /// Two streams that aren't read must not block a third one on their connection.
  public static final int CONNECTION_WINDOW = 384 << 10;

  /// The maximum window of HTTP/2.
  private static final int ALL = Integer.MAX_VALUE;

  private static final long UNUSED = 256 << 10;

  private Sidecar() {}

  /// Whether the request claims to come through a sidecar, and is trusted: from this machine, or
  /// from the given networks. A sidecar's client may have more data in memory than others.
  public static boolean isBehind(Request request, List<Network> networks) {
    return request.getHeaders().contains(HEADER)
        && request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress peer
        && (peer.getAddress().isLoopbackAddress()
            || networks.stream().anyMatch(network -> network.contains(peer.getAddress())));
  }

  /// Whether the request came through a trusted sidecar.
  public static boolean sent(Request request) {
    return RequestContext.of(request).isFromSidecar();
  }

  public static void allowUpload(Request request, RequestBody body) {
    Connection connection = request.getConnectionMetaData().getConnection();
    if (sent(request)
        && connection instanceof HTTP2Connection http2
        && connection.getEndPoint() instanceof GatedEndPoint endPoint) {
      HTTP2Session session = http2.getSession();
      HTTP2Stream stream = session.getStream(Integer.parseInt(request.getId()));
      if (stream != null && isOnlyUpload(session, stream.getId())) {
        ReadGate gate = endPoint.gate();
        int limit = gate.limit(UNUSED);
        body.onUse(bytes -> gate.used(limit, bytes));
        Request.addCompletionListener(request, _ -> gate.remove(limit));
        allow(session, stream);
      }
    }
  }

  /// The stream of the previous request may still exist: nginx can have its whole response before
  /// the thread that wrote it continues.
  private static boolean isOnlyUpload(HTTP2Session session, int upload) {
    return session.getStreams().stream()
        .allMatch(each -> each.getId() == upload || each.isRemotelyClosed() || each.isClosed());
  }

  /// Closes the connection of a sidecar after its current request. If nginx has started the next
  /// request on it, further frames about the old one, such as window updates for its upload, would
  /// be errors of the next one for nginx (`upstream sent frame for unknown stream`).
  public static void useNoMore(Request request) {
    if (request.getConnectionMetaData().getConnection() instanceof HTTP2Connection http2
        && http2.getEndPoint() instanceof GatedEndPoint endPoint
        && endPoint.claimsSidecar()) {
      HTTP2Session session = http2.getSession();
      session.getStreams().stream()
          .mapToInt(Stream::getId)
          .max()
          .ifPresent(last ->
              session.goAway(new GoAwayFrame(last, ErrorCode.NO_ERROR.code, null), Callback.NOOP));
    }
  }

  private static void allow(HTTP2Session session, HTTP2Stream stream) {
    // Once per connection: its window is replenished as usual.
    if (session.getRecvWindow() < ALL / 2) {
      int more = ALL - CONNECTION_WINDOW;
      session.updateRecvWindow(more);
      session.frames(null, List.of(new WindowUpdateFrame(0, more)), Callback.NOOP);
    }
    int more = ALL - STREAM_WINDOW;
    stream.updateRecvWindow(more);
    session.frames(stream, List.of(new WindowUpdateFrame(stream.getId(), more)), Callback.NOOP);
  }
}
