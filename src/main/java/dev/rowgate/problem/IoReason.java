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

/// Reason of a failed read or write, in a few words without a path: the message around it names the
/// file as the user wrote it.
///
/// These are the system's own words if there are any, so that the same failure reads the same on
/// the command line, in the log and in a response, and can be searched for: "no space left on
/// device", "too many open files". Java has its own types for some failures, without these words.
public final class IoReason {

  /// For failures without a reason from the system.
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

  /// Whether the other end of the output, a pipe or a socket, is closed. Java has no type for that,
  /// only the system's words.
  public static boolean isReaderGone(IOException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("broken pipe") || words.contains("connection reset");
  }

  /// Returns the system's words, which Java's streams put in parentheses after the path.
  private static @Nullable String behindPath(@Nullable String message) {
    if (message == null || !message.endsWith(")")) {
      return null;
    }
    return message.substring(message.lastIndexOf('(') + 1, message.length() - 1);
  }

  /// Returns the system's words; names of Java classes don't count.
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
