package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.watched.ReferenceFile;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.IoReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Upload that reads a reference file from the schema directory. Not thread-safe.
public final class FileUpload implements Upload {

  private static final Logger LOG = LoggerFactory.getLogger(FileUpload.class);

  private final ReferenceFile reference;
  private @Nullable InputProblem fault;

  /// @param reference closed by whoever opened it
  public FileUpload(ReferenceFile reference) {
    this.reference = reference;
  }

  @Override
  public int read(ReadBuffer into) {
    try {
      byte[] piece = reference.read(ReadBuffer.SIZE);
      System.arraycopy(piece, 0, into.room(piece.length), 0, piece.length);
      return piece.length == 0 ? -1 : piece.length;
    } catch (IOException e) {
      fault = unreadable(e);
      return -1;
    }
  }

  /// Returns the problem of an unreadable file, and logs it: only the operator can repair the file.
  public static InputProblem unreadable(IOException cause) {
    String reason = IoReason.of(cause);
    LOG.error("a reference file of the schema directory can't be read: {}", reason);
    return new InputProblem.ReadFailed(reason);
  }

  @Override
  public @Nullable InputProblem fault() {
    return fault;
  }
}
