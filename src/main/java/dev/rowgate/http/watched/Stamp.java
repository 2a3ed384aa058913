package dev.rowgate.http.watched;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The attributes of a file that show a change without reading it. The time of the last change of
/// its inode is among them: unlike the time of its last modification, no program can set it.
///
/// @param key identifies the inode: another one when another file took its place
record Stamp(FileKind kind, long size, FileTime modified, FileTime changed, @Nullable Object key) {

  /// A clock of a file system ticks some hundred times a second, one of a file server may be a
  /// little off: a file that was changed less than so long ago can be changed again without another
  /// stamp.
  private static final Duration TICK = Duration.ofSeconds(2);

  private static final String ATTRIBUTES = "unix:mode,size,lastModifiedTime,ctime,fileKey";

  /// Of a file, or of what it links to: Kubernetes swaps a whole directory of them by one link.
  static Stamp of(Path file) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(file, ATTRIBUTES);
    return new Stamp(
        FileKind.ofMode((Integer) requireNonNull(attributes.get("mode"))),
        (Long) requireNonNull(attributes.get("size")),
        (FileTime) requireNonNull(attributes.get("lastModifiedTime")),
        (FileTime) requireNonNull(attributes.get("ctime")),
        attributes.get("fileKey"));
  }

  /// Whether any later change gives another stamp.
  ///
  /// @param lookedAt when this one was taken
  boolean isSettled(long lookedAt) {
    return changed.toMillis() < lookedAt - TICK.toMillis();
  }
}
