package dev.rowgate.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why reading or writing failed, in a few words without a path: the message around them names the
/// file as the user wrote it.
final class IoReason {

  private IoReason() {}

  static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case CharacterCodingException _ -> "it isn't UTF-8";
      case FileSystemException e -> inLowerCase(e.getReason());
      default -> inLowerCase(failure.getMessage());
    };
  }

  /// Whether the output was a pipe or a socket whose other end is closed. Java has no type for it,
  /// only the system's own words.
  static boolean isReaderGone(IOException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("broken pipe") || words.contains("connection reset");
  }

  private static String inLowerCase(@Nullable String words) {
    if (words == null || words.isBlank()) {
      return "input/output error";
    }
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }
}
