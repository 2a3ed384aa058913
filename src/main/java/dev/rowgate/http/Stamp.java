package dev.rowgate.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Enough to see that a file has changed, without reading it.
///
/// @param key tells one file from another that took its place; null where the system has none
record Stamp(long modifiedNanos, long size, @Nullable Object key) {

  /// Of a file, or of what it links to: that is how Kubernetes swaps a whole directory of them.
  static Stamp of(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        attributes.size(),
        attributes.fileKey());
  }
}
