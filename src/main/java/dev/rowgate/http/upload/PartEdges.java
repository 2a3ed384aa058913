package dev.rowgate.http.upload;

import dev.rowgate.problem.InputProblem;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The bytes at the beginning and end of the parts of a multipart body, to correct what Jetty's
/// parser makes of them. Not thread-safe.
final class PartEdges {

  private static final int UNSEEN = -1;

  /// The bytes that the parser is processing; empty before the first.
  private ByteBuffer looking = ByteBuffer.allocate(0);

  /// The last bytes before those: a boundary with its line end.
  private final byte[] before;

  /// Length of a boundary with the LF before it.
  private final int boundaryLength;

  /// Whether the body's first line ends in CRLF. Then each boundary must follow one: Jetty accepts
  /// an LF, so that a line of a file that is equal to the boundary would end the part.
  private boolean hasCrLf;

  private boolean atPartStart;

  /// The first byte of the part, or [#UNSEEN].
  private int firstByte = UNSEEN;

  PartEdges(String boundary) {
    this.boundaryLength = "\n--".length() + boundary.length();
    this.before = new byte[boundaryLength + 1];
  }

  /// Takes a piece of the body that the parser will process.
  void begin(ByteBuffer piece) {
    looking = piece;
    if (atPartStart && firstByte == UNSEEN) {
      firstByte = piece.get(piece.position());
    }
  }

  /// Keeps the last bytes of a piece that the parser has processed.
  void end(byte[] piece, int length) {
    int kept = Math.max(0, before.length - length);
    System.arraycopy(before, before.length - kept, before, 0, kept);
    int added = before.length - kept;
    System.arraycopy(piece, length - added, before, kept, added);
  }

  /// Must be called when the parser is behind the body's first line.
  void firstPart() {
    hasCrLf = byteBefore(1) == '\r';
  }

  /// Must be called when the parser is at the first byte of a part's content.
  void contentBegins() {
    atPartStart = true;
    firstByte = looking.hasRemaining() ? looking.get(looking.position()) : UNSEEN;
  }

  /// Removes a line end that isn't in the body. Jetty 12.1.14 inserts it before a part that begins
  /// with a hyphen if a read ends among its first hyphens: it takes them for the rest of a
  /// boundary, and then emits the whole boundary that it believes to have seen.
  ByteBuffer content(ByteBuffer content) {
    if (atPartStart && firstByte == '-' && content.get(content.position()) == '\n') {
      content.get();
    }
    atPartStart = false;
    return content;
  }

  /// Returns the problem of the boundary that the parser has passed, or null.
  @Nullable InputProblem fault() {
    return hasCrLf && byteBefore(boundaryLength) != '\r'
        ? PartOrder.bad(
            "its first line ends in CRLF, but a boundary follows another line end, or a line of"
                + " a part is equal to the boundary")
        : null;
  }

  /// Returns the byte that precedes the last `passed` bytes before the parser's position.
  private byte byteBefore(int passed) {
    int at = looking.position() - passed - 1;
    return at >= 0 ? looking.get(at) : before[before.length + at];
  }
}
