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

/// Lets the uploads of our nginx come without HTTP/2's flow control.
///
/// nginx reads nothing of the app while its client takes nothing, and so it doesn't see either that
/// it may send on: an upload by a client that sends all before it reads stood still behind the
/// first megabytes of its answer, and both waited for each other. So such an upload is allowed as a
/// whole, before any row goes out. What bounds its memory instead is TCP: the connection, which
/// nginx has for one request at a time, is read no further than what came is used.
public final class Sidecar {

  /// Which the files in `nginx/` set.
  static final String HEADER = "Rowgate-Sidecar";

  /// How many bytes of an upload any client can have sent before they are read. What is sent and
  /// not read is in direct memory, where Jetty's half MiB for a stream and MiB for a connection
  /// would let 64 connections fill 64 MB.
  public static final int STREAM_WINDOW = 128 << 10;

  /// Two streams that nobody reads don't stop a third on their connection.
  public static final int CONNECTION_WINDOW = 384 << 10;

  /// What HTTP/2 can allow.
  private static final int ALL = Integer.MAX_VALUE;

  private static final long UNUSED = 256 << 10;

  private Sidecar() {}

  /// Whether the request says that it came by way of a sidecar, and that can be believed: from this
  /// machine, and from the networks given. It lets a client have more in memory than others may.
  public static boolean isBehind(Request request, List<Network> networks) {
    return request.getHeaders().contains(HEADER)
        && request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress peer
        && (peer.getAddress().isLoopbackAddress()
            || networks.stream().anyMatch(network -> network.contains(peer.getAddress())));
  }

  /// Whether the request came by way of it.
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
        int gate = endPoint.gate(UNUSED);
        body.onUse(bytes -> endPoint.used(gate, bytes));
        Request.addCompletionListener(request, _ -> endPoint.ungate(gate));
        allow(session, stream);
      }
    }
  }

  /// The stream of the request before may still be known: nginx has its whole answer before the
  /// thread that wrote it goes on.
  private static boolean isOnlyUpload(HTTP2Session session, int upload) {
    return session.getStreams().stream()
        .allMatch(each -> each.getId() == upload || each.isRemotelyClosed() || each.isClosed());
  }

  /// Has its connection, if it is a sidecar's, closed once the request that it has now is answered.
  /// What is still said of that request when nginx has begun the next one, so that an upload is
  /// read on or isn't, nginx takes for an error of the next one (`upstream sent frame for unknown
  /// stream`).
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
    // Once for a connection: what is used of it is given back as it always is.
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
