package dev.rowgate.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IoReasonTest {

  static Stream<IOException> failures() {
    return Stream.of(
        new IOException(),
        new IOException(""),
        new IOException(" "),
        new IOException(new IllegalStateException("x")),
        new EOFException(),
        new ClosedChannelException(),
        new MalformedInputException(1),
        new UnknownHostException("nowhere"),
        new AccessDeniedException("/secret/file"),
        new NoSuchFileException("/secret/file"),
        new NotDirectoryException("/secret/file"),
        new FileAlreadyExistsException("/secret/file"),
        new DirectoryNotEmptyException("/secret/file"),
        new FileSystemLoopException("/secret/file"),
        new FileSystemException("/secret/file"),
        new FileSystemException("/secret/file", null, "Is a directory"));
  }

  /// The same words, whichever of Java's types brings them.
  @ParameterizedTest
  @CsvSource({
    "No space left on device, no space left on device",
    "Disk quota exceeded, disk quota exceeded",
    "Too many open files, too many open files",
    "Read-only file system, read-only file system",
    "Permission denied, permission denied",
    "Operation not permitted, operation not permitted",
    "Is a directory, is a directory",
    "Not a directory, not a directory",
    "Stale file handle, stale file handle",
    "File name too long, file name too long",
    "Too many levels of symbolic links, too many levels of symbolic links",
    "No such file or directory, there is no such file or directory",
    "Input/output error, input/output error",
    "Bad file descriptor, it is closed"
  })
  void is_the_system_s_words(String words, String reason) {
    assertThat(IoReason.of(new IOException(words))).isEqualTo(reason);
    assertThat(IoReason.of(new FileSystemException("/secret", null, words))).isEqualTo(reason);
    assertThat(IoReason.of(new FileNotFoundException("/secret/file (1) (" + words + ")")))
        .isEqualTo(reason);
  }

  @Test
  void java_s_types_without_words_have_the_same() {
    assertThat(IoReason.of(new AccessDeniedException("x"))).isEqualTo("permission denied");
    assertThat(IoReason.of(new NotDirectoryException("x"))).isEqualTo("not a directory");
    assertThat(IoReason.of(new FileSystemLoopException("x")))
        .isEqualTo("too many levels of symbolic links");
    assertThat(IoReason.of(new NoSuchFileException("x")))
        .isEqualTo("there is no such file or directory");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void is_in_words_without_a_class_and_without_a_path(IOException failure) {
    assertThat(IoReason.of(failure))
        .isNotBlank()
        .doesNotContain("Exception", "java.", "/secret", "Input length");
  }
}
