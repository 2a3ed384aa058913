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

/// What is remembered of a small file that was read: enough to see whether it has changed since.
///
/// @param stamp of the file before it was read
/// @param settled whether a later change is certain to give another stamp
/// @param digest of its content
record FileText(Stamp stamp, boolean settled, String digest) {

  /// A file with its content.
  ///
  /// @param bytes isn't copied, and nobody changes it
  @SuppressWarnings("ArrayRecordComponent") // It is handed on, and never compared.
  record Read(FileText text, byte[] bytes) {}

  /// Reads a regular file, or its beginning. Nothing else is opened, also if it takes the place of
  /// a file meanwhile.
  ///
  /// @param most so many bytes at most
  static Read read(Path file, int most) throws IOException {
    long now = System.currentTimeMillis();
    // The stamp first: a file that is written meanwhile is read once more.
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

  /// The same for what must not be longer.
  static Read readWhole(Path file, int limit) throws IOException {
    Read read = read(file, limit + 1);
    if (read.bytes().length > limit) {
      throw new FileSystemException(null, null, "it is longer than " + limit + " bytes");
    }
    return read;
  }

  /// Whether the file is certain to be what was read.
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
