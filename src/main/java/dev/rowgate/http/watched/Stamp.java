package dev.rowgate.http.watched;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// File attributes that reveal a change without reading the file. They include the time of the
/// inode's last change: unlike the modification time, no program can set it.
///
/// @param key identifies the inode; changes when another file replaces this one
record Stamp(FileKind kind, long size, FileTime modified, FileTime changed, @Nullable Object key) {

  /// Time after a change within which a file may change again without another stamp: a file
  /// system's clock ticks some hundred times a second, and a file server's may be a little off.
  private static final Duration TICK = Duration.ofSeconds(2);

  private static final String ATTRIBUTES = "unix:mode,size,lastModifiedTime,ctime,fileKey";

  /// Returns the stamp of a file, or of a link's target: Kubernetes replaces a whole directory by
  /// one link.
  static Stamp of(Path file) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(file, ATTRIBUTES);
    return new Stamp(
        FileKind.ofMode((Integer) requireNonNull(attributes.get("mode"))),
        (Long) requireNonNull(attributes.get("size")),
        (FileTime) requireNonNull(attributes.get("lastModifiedTime")),
        (FileTime) requireNonNull(attributes.get("ctime")),
        attributes.get("fileKey"));
  }

  /// Whether every later change gives another stamp.
  ///
  /// @param lookedAt when this one was taken, in milliseconds since 1970
  boolean isSettled(long lookedAt) {
    return changed.toMillis() < lookedAt - TICK.toMillis();
  }
}
