package dev.rowgate.cli.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// Copy of a non-seekable input in a file, so that it can be read twice. If reading the original
/// failed, each pass fails at the same position.
public final class SpooledInput extends InputStream {

  private static final int PIECE = 64 << 10;

  private final FileChannel file;
  private final @Nullable IOException broken;
  private long position;

  private SpooledInput(FileChannel file, @Nullable IOException broken) {
    this.file = file;
    this.broken = broken;
  }

  /// The file can't be written.
  public static final class Unwritable extends IOException {

    private static final long serialVersionUID = 1;

    private final IOException cause;

    Unwritable(IOException cause) {
      super(cause);
      this.cause = cause;
    }

    public IOException why() {
      return cause;
    }
  }

  /// Copies the whole input to a temporary file, which [#close()] closes.
  ///
  /// @param most limit in bytes
  /// @return null if the input is larger
  /// @throws Unwritable if the file can't be written
  public static @Nullable SpooledInput of(InputStream from, long most) throws Unwritable {
    FileChannel file;
    try {
      file = new TemporaryFiles().newFile();
    } catch (IOException e) {
      throw new Unwritable(e);
    }
    SpooledInput copy = null;
    try {
      copy = copy(from, most, file);
      return copy;
    } finally {
      if (copy == null) {
        close(file);
      }
    }
  }

  private static @Nullable SpooledInput copy(InputStream from, long most, FileChannel file)
      throws Unwritable {
    byte[] piece = new byte[PIECE];
    long kept = 0;
    while (true) {
      int length;
      try {
        length = from.read(piece);
      } catch (IOException e) {
        return new SpooledInput(file, e);
      }
      if (length < 0) {
        return new SpooledInput(file, null);
      }
      if (length > most - kept) {
        return null;
      }
      try {
        for (ByteBuffer left = ByteBuffer.wrap(piece, 0, length); left.hasRemaining(); ) {
          kept += file.write(left, kept);
        }
      } catch (IOException e) {
        throw new Unwritable(e);
      }
    }
  }

  private static void close(FileChannel file) {
    try {
      file.close();
    } catch (IOException e) {
      // It is deleted, and nothing in it is needed.
    }
  }

  /// @throws IOException if the source couldn't be read to its end
  void checkSource() throws IOException {
    if (broken != null) {
      throw broken;
    }
  }

  /// Moves to the start.
  public void rewind() {
    position = 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = file.read(ByteBuffer.wrap(into, offset, length), position);
    if (read >= 0) {
      position += read;
    } else if (broken != null) {
      throw broken;
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
