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

/// HTTP/1 connections that write the line end of a chunk together with the chunk.
///
/// Jetty writes it in front of the next chunk. A client that hands on only whole chunks, such as
/// urllib3 under Python's `requests`, was one chunk behind while rows streamed, and lost the last
/// chunk of an answer that was broken off, with the `_summary` in it.
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

  /// Has the end point add the line end behind the content, and takes it away where Jetty has it.
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

    /// Each of Jetty's writes of an answer is preceded by one call of this.
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
