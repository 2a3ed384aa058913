package dev.rowgate.http.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
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
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/// Detector of when the peer of an HTTP/2 connection has read what was sent to it: a ping is sent
/// after that, and its reply can't arrive before (RFC 9113, 6.7).
///
/// nginx and curl drop the last bytes of a response if the reset arrives in the same read, so a
/// reset waits for the reply. On HTTP/1 the end of a connection always follows the data before it.
/// Thread-safe.
public final class Echo {

  private static final Map<Long, Runnable> AWAITED = new ConcurrentHashMap<>();
  private static final AtomicLong SENT = new AtomicLong();

  /// Factor by which HTTP/2 may count headers larger than they are, if all are as short as
  /// possible.
  private static final int SHORT_HEADERS = 9;

  private Echo() {}

  /// Waits until the client has read what was sent, if the request uses HTTP/2.
  ///
  /// @param most maximum time to wait
  /// @return whether it has; always false on HTTP/1
  public static boolean await(Request request, Duration most) throws InterruptedException {
    if (request.getConnectionMetaData().getConnection() instanceof HTTP2Connection http2) {
      var heard = new CountDownLatch(1);
      long number = whenRead(http2, heard::countDown);
      try {
        return heard.await(most.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        AWAITED.remove(number);
      }
    }
    return false;
  }

  /// Sends a ping.
  ///
  /// @param then runs once the peer has read all that was sent before, or is gone
  /// @return identifies the ping
  static long whenRead(HTTP2Connection http2, Runnable then) {
    long number = SENT.incrementAndGet();
    AWAITED.put(number, then);
    http2
        .getSession()
        .ping(new PingFrame(number, false), Callback.from(() -> {}, _ -> heard(number)));
    return number;
  }

  private static void heard(long number) {
    Runnable then = AWAITED.remove(number);
    if (then != null) {
      then.run();
    }
  }

  /// Creates a factory of HTTP/2 connections without TLS whose ping replies are received here.
  public static HTTP2CServerConnectionFactory heard(HttpConfiguration configuration) {
    return new HTTP2CServerConnectionFactory(configuration) {
      // The configuration limits the size of headers that are read; but HTTP/2 counts 32 bytes more
      // for each of them, and Jetty ends the connection if that sum exceeds the announced limit.
      @Override
      protected Map<Integer, Integer> newSettings() {
        Map<Integer, Integer> settings = super.newSettings();
        settings.put(
            SettingsFrame.MAX_HEADER_LIST_SIZE,
            SHORT_HEADERS * configuration.getRequestHeaderSize());
        return settings;
      }

      // Equals Jetty's, with a session and a header collector of our own.
      @Override
      public Connection newConnection(Connector connector, EndPoint endPoint) {
        var parser =
            new ServerParser(
                connector.getByteBufferPool(),
                configuration.getRequestHeaderSize(),
                getRateControlFactory().newRateControl(endPoint));
        parser.setMaxSettingsKeys(getMaxSettingsKeys());
        RequestHeaders.collectFor(parser.getHpackDecoder(), endPoint);
        var generator =
            new Generator(
                connector.getByteBufferPool(),
                isUseOutputDirectByteBuffers(),
                getMaxHeaderBlockFragment());
        generator.getHpackEncoder().setMaxHeaderListSize(configuration.getResponseHeaderSize());
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
        session.setWriteThreshold(configuration.getOutputBufferSize());
        session.setConnectProtocolEnabled(isConnectProtocolEnabled());
        var connection =
            new HTTP2ServerConnection(connector, endPoint, configuration, session, listener);
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
              heard(frame.getPayloadAsLong());
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
    };
  }
}
