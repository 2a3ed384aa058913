package dev.rowgate.http.exchange;

import java.util.Map;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.frames.PingFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.http2.generator.Generator;
import org.eclipse.jetty.http2.parser.ServerParser;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.internal.HTTP2ServerConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.Callback;

/// Factory of HTTP/2 connections without TLS, whose sessions and header collectors are ours. The
/// replies to the pings of [Echo] are received here.
public final class Http2Connections extends HTTP2CServerConnectionFactory {

  /// Factor by which HTTP/2 may count headers larger than they are, if all are as short as
  /// possible.
  private static final int SHORT_HEADERS = 9;

  public Http2Connections(HttpConfiguration configuration) {
    super(configuration);
  }

  // The configuration limits the size of headers that are read; but HTTP/2 counts 32 bytes more
  // for each of them, and Jetty ends the connection if that sum exceeds the announced limit.
  @Override
  protected Map<Integer, Integer> newSettings() {
    Map<Integer, Integer> settings = super.newSettings();
    settings.put(
        SettingsFrame.MAX_HEADER_LIST_SIZE,
        SHORT_HEADERS * getHttpConfiguration().getRequestHeaderSize());
    return settings;
  }

  // Equals Jetty's, with a session and a header collector of our own.
  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    var parser =
        new ServerParser(
            connector.getByteBufferPool(),
            getHttpConfiguration().getRequestHeaderSize(),
            getRateControlFactory().newRateControl(endPoint));
    parser.setMaxSettingsKeys(getMaxSettingsKeys());
    RequestHeaders.collectFor(parser.getHpackDecoder(), endPoint);
    var generator =
        new Generator(
            connector.getByteBufferPool(),
            isUseOutputDirectByteBuffers(),
            getMaxHeaderBlockFragment());
    generator
        .getHpackEncoder()
        .setMaxHeaderListSize(getHttpConfiguration().getResponseHeaderSize());
    ServerSessionListener listener = newSessionListener(connector, endPoint);
    var session =
        new Http2Session(
            connector.getScheduler(),
            endPoint,
            parser,
            generator,
            listener,
            Http2Stream.flowControl());
    session.setMaxLocalStreams(getMaxConcurrentStreams());
    session.setMaxRemoteStreams(getMaxConcurrentStreams());
    session.setMaxEncoderTableCapacity(getMaxEncoderTableCapacity());
    session.setStreamIdleTimeout(endPoint.getIdleTimeout());
    session.setInitialSessionRecvWindow(getInitialSessionRecvWindow());
    session.setWriteThreshold(getHttpConfiguration().getOutputBufferSize());
    session.setConnectProtocolEnabled(isConnectProtocolEnabled());
    var connection =
        new HTTP2ServerConnection(connector, endPoint, getHttpConfiguration(), session, listener);
    connection.setUseInputDirectByteBuffers(isUseInputDirectByteBuffers());
    connection.setUseOutputDirectByteBuffers(isUseOutputDirectByteBuffers());
    connection.addEventListener(getBean(SessionContainer.class));
    getEventListeners().forEach(session::addEventListener);
    parser.init(connection);
    return configure(connection, connector, endPoint);
  }

  @Override
  protected ServerSessionListener newSessionListener(Connector connector, EndPoint endPoint) {
    return new HTTPServerSessionListener(endPoint) {
      @Override
      public void onPing(Session session, PingFrame frame) {
        if (frame.isReply()) {
          Echo.heard(frame.getPayloadAsLong());
        }
      }

      // Jetty resets a stream whose data isn't as long as its Content-Length without notifying
      // anyone: a request that waits for more data would wait for ever.
      @Override
      public void onClosed(Stream stream) {
        if (stream.isReset()) {
          int error = ErrorCode.PROTOCOL_ERROR.code;
          onFailure(stream, error, "reset", new EofException("reset"), Callback.NOOP);
        }
      }
    };
  }
}
