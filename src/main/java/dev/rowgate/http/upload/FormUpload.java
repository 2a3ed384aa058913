package dev.rowgate.http.upload;

import dev.rowgate.bytes.Compression;
import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.problem.InputProblem;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A body under curl's default media type: `curl -d @FILE` sends that, and drops every line end on
/// the way. Then all of the CSV is one line, a header without rows, which must not pass for one.
final class FormUpload implements Upload {

  private final Upload body;
  private final long limit;
  private long bytes;
  private boolean hasLineEnd;
  private final ByteBuffer start = ByteBuffer.allocate(8);

  /// @param limit how many bytes are looked at before the body is believed to have no line end
  FormUpload(Upload body, long limit) {
    this.body = body;
    this.limit = limit;
  }

  @Override
  public int read(ReadBuffer into) {
    int length = body.read(into);
    bytes += Math.max(length, 0);
    byte[] read = into.bytes();
    for (int i = 0; i < length && !hasLineEnd; i++) {
      hasLineEnd = read[i] == '\n' || read[i] == '\r';
    }
    if (length > 0 && start.hasRemaining()) {
      start.put(read, 0, Math.min(length, start.remaining()));
      hasLineEnd |= isPacked();
    }
    return length;
  }

  /// A packed body has no line ends to lose: its bytes aren't text.
  private boolean isPacked() {
    Compression found = Compression.detect(start.duplicate().flip());
    return found == Compression.GZIP || found == Compression.ZSTD;
  }

  /// An empty body hasn't lost anything.
  @Override
  public @Nullable InputProblem fault() {
    InputProblem fault = body.fault();
    return fault == null && !hasLineEnd && bytes > 0 ? new InputProblem.NewlinesLost() : fault;
  }

  /// A long body of one line is refused for its size before its end has come: what is wrong with it
  /// is told by the rest. What is no CSV at all is that, line ends or not.
  @Override
  public List<InputProblem> explain(List<InputProblem> refused) {
    if (refused.getFirst() instanceof InputProblem.NotCsv) {
      return refused;
    }
    var rest = new ReadBuffer();
    while (!hasLineEnd && bytes < limit) {
      if (read(rest) < 0) {
        return fault() instanceof InputProblem.NewlinesLost lost ? List.of(lost) : refused;
      }
    }
    return refused;
  }

  @Override
  public boolean isInDoubt() {
    return !hasLineEnd;
  }
}
