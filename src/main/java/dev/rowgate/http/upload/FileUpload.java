package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.watched.DiskCall;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Upload that reads a reference file from the schema directory. Not thread-safe.
public final class FileUpload implements Upload {

  private static final Logger LOG = LoggerFactory.getLogger(FileUpload.class);

  private final InputStream in;
  private @Nullable InputProblem fault;

  /// @param in closed by the caller
  public FileUpload(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(ReadBuffer into) {
    try {
      // Reads into a separate array: a read that returns after its timeout would otherwise
      // overwrite a reused buffer.
      byte[] piece = new byte[ReadBuffer.SIZE];
      int length = DiskCall.within(SchemaDirectory.PATIENCE, () -> in.read(piece));
      if (length > 0) {
        System.arraycopy(piece, 0, into.room(length), 0, length);
      }
      return length;
    } catch (IOException e) {
      fault = unreadable(e);
      return -1;
    }
  }

  /// Returns the problem of an unreadable file. It is the server's fault, so the log has the
  /// reason, which would reveal the file's name to the client.
  public static InputProblem unreadable(IOException cause) {
    LOG.error("a reference file of the schema directory can't be read: {}", cause.toString());
    return new InputProblem.StorageFailed("a reference file of the schema directory can't be read");
  }

  @Override
  public @Nullable InputProblem fault() {
    return fault;
  }
}
