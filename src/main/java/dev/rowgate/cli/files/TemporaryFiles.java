package dev.rowgate.cli.files;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rowgate.keys.SpillingScratch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;

/// Provider of anonymous files in the system's temporary directory. They are unlinked right after
/// opening, so they vanish however the process ends.
public final class TemporaryFiles implements SpillingScratch.Disk {

  /// Always grants the space: the process has one run, which has its own limit.
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
