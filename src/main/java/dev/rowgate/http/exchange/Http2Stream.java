package dev.rowgate.http.exchange;

import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.BufferingFlowControlStrategy;
import org.eclipse.jetty.http2.FlowControlStrategy;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;

/// HTTP/2 stream whose idle timeout only content restarts.
///
/// For Jetty, any frame ends the idle state, so that empty data frames or window updates would keep
/// a request open for ever. Thread-safe.
final class Http2Stream extends HTTP2Stream {

  /// Jetty's default.
  private static final float WINDOW_RATIO = 0.5F;

  private final ContentClock clock = new ContentClock(this::onIdleTimeout);

  Http2Stream(HTTP2Session session, int id, MetaData.Request request, boolean local) {
    super(session, id, request, local);
  }

  /// Returns Jetty's flow control, extended to restart the clock when content is sent.
  static FlowControlStrategy flowControl() {
    return new BufferingFlowControlStrategy(WINDOW_RATIO) {
      @Override
      public void onDataSent(Stream stream, int length) {
        super.onDataSent(stream, length);
        if (length > 0 && stream instanceof Http2Stream sent) {
          sent.clock.restart();
        }
      }
    };
  }

  ContentClock clock() {
    return clock;
  }
}
