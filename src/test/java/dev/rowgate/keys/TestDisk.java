package dev.rowgate.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A disk for tests that counts what it provides.
public final class TestDisk implements SpillingScratch.Disk {

  private final Path directory;
  private final long bytes;
  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger files = new AtomicInteger();

  /// @param bytes its capacity
  public TestDisk(Path directory, long bytes) {
    this.directory = directory;
    this.bytes = bytes;
  }

  public long used() {
    return used.get();
  }

  /// The number of files opened.
  public int files() {
    return files.get();
  }

  @Override
  public boolean take(long wanted) {
    if (used.addAndGet(wanted) <= bytes) {
      return true;
    }
    used.addAndGet(-wanted);
    return false;
  }

  @Override
  public void giveBack(long taken) {
    used.addAndGet(-taken);
  }

  @Override
  public FileChannel newFile() throws IOException {
    files.incrementAndGet();
    Path file = Files.createTempFile(directory, "keys", ".tmp");
    return FileChannel.open(
        file,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }
}
