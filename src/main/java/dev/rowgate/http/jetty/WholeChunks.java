package dev.rowgate.http.jetty;

import dev.rowgate.http.exchange.GatedEndPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/// HTTP/1 connection factory whose connections write each chunk together with its final line end.
///
/// Jetty writes that line end in front of the next chunk. A client that delivers only complete
/// chunks, such as urllib3 (Python's `requests`), was then one chunk late, and lost the last chunk
/// of an aborted response, which contains the `_summary`.
final class WholeChunks extends HttpConnectionFactory {

  private static final int LINE_END = 2;

  WholeChunks(HttpConfiguration configuration) {
    super(configuration);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    var connection =
        new HttpConnection(getHttpConfiguration(), connector, endPoint) {
          @Override
          protected HttpGenerator newHttpGenerator() {
            return new Generator((GatedEndPoint) getEndPoint());
          }
        };
    connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
    return configure(connection, connector, endPoint);
  }

  /// Generator that lets the end point append the line end to the content, and removes it where
  /// Jetty writes it.
  private static final class Generator extends HttpGenerator {

    private final GatedEndPoint endPoint;
    private boolean lineEndIsWritten;

    private Generator(GatedEndPoint endPoint) {
      this.endPoint = endPoint;
    }

    @Override
    public void reset() {
      super.reset();
      lineEndIsWritten = false;
    }

    /// Jetty calls this once before each write of a response.
    @Override
    public Result generateResponse(
        MetaData.@Nullable Response info,
        boolean head,
        @Nullable ByteBuffer header,
        @Nullable ByteBuffer chunk,
        @Nullable ByteBuffer content,
        boolean last)
        throws IOException {
      Result result = super.generateResponse(info, head, header, chunk, content, last);
      boolean hasBody = result == Result.FLUSH && !head && !isNoContent();
      if (hasBody && chunk != null && lineEndIsWritten) {
        chunk.position(chunk.position() + LINE_END);
      }
      boolean endsChunk = hasBody && isChunking() && BufferUtil.hasContent(content);
      lineEndIsWritten |= endsChunk;
      endPoint.endChunk(endsChunk);
      return result;
    }
  }
}
