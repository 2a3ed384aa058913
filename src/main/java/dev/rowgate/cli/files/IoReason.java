package dev.rowgate.cli.files;

import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Short descriptions of I/O failures without a path, for messages that name the file as the user
/// wrote it.
public final class IoReason {

  private IoReason() {}

  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "is not a directory";
      case FileSystemLoopException _ -> "too many levels of symbolic links";
      case CharacterCodingException _ -> "is not UTF-8";
      case UnknownHostException _ -> "there is no such host";
      case FileSystemException e -> inWords(e.getReason());
      default -> inWords(failure.getMessage());
    };
  }

  /// Returns the failure as the problem that ends a run.
  public static InputProblem problem(IOException failure) {
    return failure instanceof SizedInput.Changed changed
        ? changed.problem()
        : new InputProblem.ReadFailed(of(failure));
  }

  /// Whether the output is a pipe or socket whose other end is closed. Java has no exception type
  /// for it, so this matches the system's error text.
  public static boolean isReaderGone(IOException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("broken pipe") || words.contains("connection reset");
  }

  /// Returns the system's error text; replaced if it is only the name of a Java class.
  private static String inWords(@Nullable String words) {
    if (words == null || words.isBlank() || words.contains("Exception")) {
      return "it can't be read or written";
    }
    if (words.contains("Bad file descriptor")) {
      return "it is closed";
    }
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }
}
