package dev.rowgate.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
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
import org.junit.jupiter.params.ParameterizedTest;
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

  @ParameterizedTest
  @MethodSource("failures")
  void is_in_words_without_a_class_and_without_a_path(IOException failure) {
    assertThat(IoReason.of(failure))
        .isNotBlank()
        .doesNotContain("Exception", "java.", "/secret", "Input length");
  }
}
