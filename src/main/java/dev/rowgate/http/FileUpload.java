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
      return in.read(into.room(ReadBuffer.SIZE));
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
