package dev.rowgate.http.upload;

import dev.rowgate.bytes.Compression;
import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.problem.InputProblem;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Upload with curl's default media type. `curl -d @FILE` sends that and removes all line ends, so
/// the CSV becomes one line, which would be accepted as a header without rows. Not thread-safe.
final class FormUpload implements Upload {

  private final Upload body;
  private final long limit;
  private long bytes;
  private boolean hasLineEnd;
  private final ByteBuffer start = ByteBuffer.allocate(8);

  /// @param limit number of bytes after which the body counts as having no line ends
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

  /// Whether the body is compressed: then it isn't text and has lost no line ends.
  private boolean isPacked() {
    Compression found = Compression.detect(start.duplicate().flip());
    return found == Compression.GZIP || found == Compression.ZSTD;
  }

  /// Adds the fault of lost line ends; an empty body hasn't lost any.
  @Override
  public @Nullable InputProblem fault() {
    InputProblem fault = body.fault();
    return fault == null && !hasLineEnd && bytes > 0 ? new InputProblem.NewlinesLost() : fault;
  }

  /// A long body of one line is refused for its size before its end. This reads the rest to find
  /// out whether line ends were lost. A body that isn't CSV at all keeps that problem.
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
