package dev.rowgate.cli.files;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rowgate.keys.SpillingScratch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;

/// Files without a name among the system's temporary ones: the JDK unlinks each as soon as it is
/// open, and so it is gone however the process ends.
public final class TemporaryFiles implements SpillingScratch.Disk {

  /// There is nobody to share the disk with: the limit of the run is enough.
  @Override
  public boolean take(long bytes) {
    return true;
  }

  @Override
  public void giveBack(long bytes) {}

  @Override
  public FileChannel newFile() throws IOException {
    return FileChannel.open(Files.createTempFile("rowgate-", ".tmp"), READ, WRITE, DELETE_ON_CLOSE);
  }
}
