package dev.rowgate.http;

import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A file of the schema directory, read like the body of a request.
final class FileUpload implements Upload {

  /// The reason would name the file.
  static final InputProblem UNREADABLE =
      new InputProblem.ReadFailed("see the directory of schemas");

  private final InputStream in;
  private @Nullable InputProblem fault;

  /// @param in closed by whoever opened it
  FileUpload(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(ReadBuffer into) {
    try {
      // Not into the buffer itself: a read that comes back too late would write into another's.
      byte[] piece = new byte[ReadBuffer.SIZE];
      int length = DiskCall.within(SchemaDirectory.PATIENCE, () -> in.read(piece));
      if (length > 0) {
        System.arraycopy(piece, 0, into.room(length), 0, length);
      }
      return length;
    } catch (IOException e) {
      fault = UNREADABLE;
      return -1;
    }
  }

  @Override
  public @Nullable InputProblem fault() {
    return fault;
  }
}
