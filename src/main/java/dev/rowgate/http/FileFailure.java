package dev.rowgate.http;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Why a file can't be read, in a few words without its path, which the message around names.
final class FileFailure {

  private FileFailure() {}

  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file or directory";
      case NotDirectoryException _ -> "it is no directory";
      case AccessDeniedException _ -> "permission denied";
      case CharacterCodingException _ -> "it isn't UTF-8";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> "input/output error";
    };
  }
}
