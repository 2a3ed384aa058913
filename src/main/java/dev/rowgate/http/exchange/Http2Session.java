package dev.rowgate.http.exchange;

import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.FlowControlStrategy;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.http2.generator.Generator;
import org.eclipse.jetty.http2.parser.ServerParser;
import org.eclipse.jetty.http2.server.internal.HTTP2ServerSession;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/// HTTP/2 session in which a malformed frame of one request resets only that request's stream (RFC
/// 9113, 5.4.2).
///
/// For some of these frames Jetty ends the connection with all of its requests; and it takes
/// headers in the middle of an upload for its end.
final class Http2Session extends HTTP2ServerSession {

  Http2Session(
      Scheduler scheduler,
      EndPoint endPoint,
      ServerParser parser,
      Generator generator,
      ServerSessionListener listener,
      FlowControlStrategy flowControl) {
    super(scheduler, endPoint, parser, generator, listener, flowControl);
  }

  /// A size of 2 GiB or more is legal (6.5.2), but negative for Jetty.
  @Override
  public void onSettings(SettingsFrame frame) {
    frame
        .getSettings()
        .computeIfPresent(
            SettingsFrame.HEADER_TABLE_SIZE, (_, bytes) -> bytes < 0 ? Integer.MAX_VALUE : bytes);
    super.onSettings(frame);
  }

  @Override
  protected HTTP2Stream newStream(int id, MetaData.Request request, boolean local) {
    return new Http2Stream(this, id, request, local);
  }

  @Override
  public void onHeaders(HeadersFrame frame) {
    HTTP2Stream stream = getStream(frame.getStreamId());
    if (stream == null) {
      // Trailers may still arrive of a request that was answered and reset before its upload ended
      // (5.1).
      if (!isTrailers(frame) || !isRemoteStreamClosed(frame.getStreamId())) {
        super.onHeaders(frame);
      }
    } else if (stream.isRemotelyClosed()) {
      fail(stream, ErrorCode.STREAM_CLOSED_ERROR, "headers follow the end of the request");
    } else if (!isTrailers(frame)) {
      fail(stream, ErrorCode.PROTOCOL_ERROR, "a pseudo-header is among the trailers");
    } else if (!frame.isEndStream()) {
      fail(stream, ErrorCode.PROTOCOL_ERROR, "headers are in the middle of the upload");
    } else {
      super.onHeaders(frame);
    }
  }

  /// Whether the frame has no pseudo-header.
  private static boolean isTrailers(HeadersFrame frame) {
    MetaData headers = frame.getMetaData();
    return !headers.isRequest() && !headers.isResponse();
  }

  @Override
  public void onData(Stream.Data data) {
    HTTP2Stream stream = getStream(data.frame().getStreamId());
    int length = data.frame().flowControlLength();
    if (stream == null || length <= stream.getRecvWindow() || length > getRecvWindow()) {
      super.onData(data);
      return;
    }
    getFlowControlStrategy().onDataReceived(this, null, length);
    getFlowControlStrategy().onDataConsumed(this, null, length);
    fail(stream, ErrorCode.FLOW_CONTROL_ERROR, "the upload is longer than was allowed");
  }

  private void fail(HTTP2Stream stream, ErrorCode error, String reason) {
    onStreamFailure(stream.getId(), error.code, reason);
  }
}
