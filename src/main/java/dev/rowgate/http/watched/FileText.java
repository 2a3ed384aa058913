package dev.rowgate.http.watched;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Fingerprint of a small file that was read, to detect later changes.
///
/// @param stamp of the file before it was read
/// @param settled whether every later change is certain to give another stamp
/// @param digest of its content
record FileText(Stamp stamp, boolean settled, String digest) {

  /// A file with its content.
  ///
  /// @param bytes not copied; must not be modified
  @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
  record Read(FileText text, byte[] bytes) {}

  /// Reads a regular file, or its beginning. Opens nothing else, even if something else replaces
  /// the file in the meantime.
  ///
  /// @param most maximum number of bytes
  static Read read(Path file, int most) throws IOException {
    long now = System.currentTimeMillis();
    // The stamp is taken first, so that a file that is written meanwhile is read again.
    Stamp stamp = Stamp.of(file);
    stamp.kind().requireRegular();
    byte[] bytes;
    try (var channel = Files.newByteChannel(file, READ);
        InputStream in = Channels.newInputStream(channel)) {
      Stamp opened = Stamp.of(file);
      opened.kind().requireRegular();
      bytes = in.readNBytes(most);
    }
    return new Read(new FileText(stamp, stamp.isSettled(now), digest(bytes)), bytes);
  }

  /// Reads a whole regular file; fails if it is longer than `limit` bytes.
  static Read readWhole(Path file, int limit) throws IOException {
    Read read = read(file, limit + 1);
    if (read.bytes().length > limit) {
      throw new FileSystemException(null, null, "it is longer than " + limit + " bytes");
    }
    return read;
  }

  /// Whether the file certainly still has the content that was read.
  boolean isCurrent(Stamp now) {
    return settled && stamp.equals(now);
  }

  /// Whether the content is the same.
  boolean isSameContent(FileText other) {
    return digest.equals(other.digest);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
