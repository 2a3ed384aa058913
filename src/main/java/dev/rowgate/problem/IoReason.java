package dev.rowgate.problem;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why reading or writing failed, in a few words without a path: the message around them names the
/// file as the user wrote it.
///
/// They are the system's own words where there are any, so that the same fault reads the same on
/// the command line, in the log and in an answer, and can be searched for: "no space left on
/// device", "too many open files". Java has types of its own for some faults, without the words.
public final class IoReason {

  /// Where the system gives no words.
  private static final String UNKNOWN = "input/output error";

  private IoReason() {}

  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "not a directory";
      case DirectoryNotEmptyException _ -> "directory not empty";
      case FileAlreadyExistsException _ -> "file exists";
      case FileSystemLoopException _ -> "too many levels of symbolic links";
      case FileSystemException e -> inWords(e.getReason());
      case FileNotFoundException e -> inWords(behindPath(e.getMessage()));
      case CharacterCodingException _ -> "it is not UTF-8";
      case UnknownHostException _ -> "there is no such host";
      case EOFException _ -> "it ends too early";
      case ClosedChannelException _ -> "it is closed";
      default -> inWords(failure.getMessage());
    };
  }

  /// Whether the output was a pipe or a socket whose other end is closed. Java has no type for it,
  /// only the system's own words.
  public static boolean isReaderGone(IOException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("broken pipe") || words.contains("connection reset");
  }

  /// Java's streams put the system's words in brackets, behind the path.
  private static @Nullable String behindPath(@Nullable String message) {
    if (message == null || !message.endsWith(")")) {
      return null;
    }
    return message.substring(message.lastIndexOf('(') + 1, message.length() - 1);
  }

  /// The system's words; the names of Java's classes are none.
  private static String inWords(@Nullable String words) {
    if (words == null || words.isBlank() || words.contains("Exception")) {
      return UNKNOWN;
    }
    if (words.contains("Bad file descriptor")) {
      return "it is closed";
    }
    if (words.startsWith("No such file or directory")) {
      return "there is no such file or directory";
    }
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }
}
