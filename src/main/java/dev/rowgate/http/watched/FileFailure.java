package dev.rowgate.http.watched;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a file can't be read, in a few words without its path, which the message around names.
public final class FileFailure {

  private FileFailure() {}

  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file or directory";
      case NotDirectoryException _ -> "it is no directory";
      case AccessDeniedException _ -> "permission denied";
      case CharacterCodingException _ -> "it isn't UTF-8";
      case FileSystemLoopException _ -> "its links lead in a circle";
      case FileSystemException failure -> words(failure.getReason());
      default -> "input/output error";
    };
  }

  private static String words(@Nullable String system) {
    return system == null || system.isBlank()
        ? "the system gives no reason"
        : system.substring(0, 1).toLowerCase(Locale.ROOT) + system.substring(1);
  }
}
