package dev.rowgate.http.exchange;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.BufferingFlowControlStrategy;
import org.eclipse.jetty.http2.FlowControlStrategy;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.Callback;

/// HTTP/2 stream whose idle timeout only content restarts, and whose upload may end before its
/// `Content-Length`.
///
/// For Jetty, any frame ends the idle state, so that empty data frames or window updates would keep
/// a request open for ever. It resets a stream whose last data frame comes too early, so that the
/// client would get no reason; here [RequestBody] fails with one. Thread-safe.
final class Http2Stream extends HTTP2Stream {

  /// Jetty's default.
  private static final float WINDOW_RATIO = 0.5F;

  private final ContentClock clock = new ContentClock(this::onIdleTimeout);

  /// Bytes of the upload that haven't arrived. Only the thread that parses frames uses it.
  private long missing;

  Http2Stream(HTTP2Session session, int id, MetaData.Request request, boolean local) {
    super(session, id, request, local);
    missing = request == null ? 0 : Math.max(0, request.getContentLength());
  }

  /// Passes data on; if it is the last and too short, empty trailers end the upload instead.
  @Override
  public void process(Stream.Data data) {
    DataFrame frame = data.frame();
    missing -= frame.remaining();
    if (missing <= 0 || !frame.isEndStream()) {
      super.process(data);
      return;
    }
    super.process(new OpenData(data));
    var trailers = new MetaData(HttpVersion.HTTP_2, HttpFields.EMPTY);
    process(new HeadersFrame(getId(), trailers, null, true), Callback.NOOP);
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

  /// The same data in a frame that doesn't end the stream.
  private static final class OpenData extends Stream.Data {

    private final Stream.Data data;

    OpenData(Stream.Data data) {
      DataFrame frame = data.frame();
      super(new DataFrame(frame.getStreamId(), frame.getByteBuffer(), false, frame.padding()));
      this.data = data;
    }

    @Override
    public boolean canRetain() {
      return data.canRetain();
    }

    @Override
    public boolean isRetained() {
      return data.isRetained();
    }

    @Override
    public void retain() {
      data.retain();
    }

    @Override
    public boolean release() {
      return data.release();
    }
  }
}
