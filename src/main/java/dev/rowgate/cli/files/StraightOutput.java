package dev.rowgate.cli.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Output that is written directly: stdout, a pipe, a device.
///
/// @param ours whether this class has opened the stream and must close it
record StraightOutput(OutputStream stream, boolean ours) implements Output {

  static StraightOutput to(Path target, StandardOpenOption... options) throws IOException {
    return new StraightOutput(Files.newOutputStream(target, options), true);
  }

  @Override
  public boolean isStraight() {
    return true;
  }

  /// Nothing is buffered.
  @Override
  public void force() {}

  @Override
  public void complete() throws IOException {
    if (ours) {
      stream.close();
    } else {
      stream.flush();
    }
  }

  @Override
  public void close() {
    if (ours) {
      try {
        stream.close();
      } catch (IOException e) {
        // The run has already failed, and reports that failure.
      }
    }
  }
}
