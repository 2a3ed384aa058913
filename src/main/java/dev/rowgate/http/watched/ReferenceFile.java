package dev.rowgate.http.watched;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Open CSV file of the schema directory, read by calls with a time limit. Not thread-safe.
public final class ReferenceFile implements AutoCloseable {

  private final Path file;
  private final InputStream in;
  private final Duration most;

  private ReferenceFile(Path file, InputStream in, Duration most) {
    this.file = file;
    this.in = in;
    this.most = most;
  }

  /// @param most time limit of each call
  /// @return null if there is no such file
  static @Nullable ReferenceFile open(Path file, Duration most) throws IOException {
    try {
      InputStream in =
          DiskCall.about(
              file,
              most,
              () -> {
                Stamp.of(file).kind().requireRegular();
                return Files.newInputStream(file);
              });
      return new ReferenceFile(file, in, most);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// @return the next bytes, at most `length`; empty at the end
  public byte[] read(int length) throws IOException {
    // A new array for each read: a late read would overwrite the content of the next one.
    return DiskCall.about(
        file,
        most,
        () -> {
          byte[] piece = new byte[length];
          int read = in.read(piece);
          return read == length ? piece : Arrays.copyOf(piece, Math.max(read, 0));
        });
  }

  /// Closes the file. While a read hasn't returned this fails, and the garbage collector closes it.
  @Override
  public void close() throws IOException {
    DiskCall.about(
        file,
        most,
        () -> {
          in.close();
          return true;
        });
  }
}
