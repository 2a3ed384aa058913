package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.cli.files.Output;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.screen.ErrorOutput;
import dev.rowgate.cli.screen.Screen;
import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The streams of the process as a command uses them.
///
/// @param stderr writer of messages
record Console(InputStream stdin, OutputStream stdout, ErrorOutput stderr, Screen screen) {

  /// Opens an input.
  ///
  /// @param file null for stdin
  InputStream open(@Nullable Path file) throws IOException {
    return file == null ? SizedInput.of(stdin) : SizedInput.open(file);
  }

  /// Returns the content of a short file, but at most one byte more than `most`, which is enough to
  /// detect that it is longer.
  ///
  /// @param file null for stdin
  byte[] read(@Nullable Path file, int most) throws IOException {
    try (InputStream in = open(file)) {
      return in.readNBytes(most + 1);
    }
  }

  /// Writes a text to stdout.
  ExitCode tell(String text) {
    try {
      stdout.write(text.getBytes(UTF_8));
      stdout.flush();
      return ExitCode.ALL_GOOD;
    } catch (IOException e) {
      return unwritable("stdout", e);
    }
  }

  /// Writes the whole content of an output.
  ///
  /// @param file null for stdout
  /// @param name of the output in messages
  ExitCode write(@Nullable Path file, String name, byte[] content) {
    try (Output output = Output.open(file, stdout)) {
      output.stream().write(content);
      output.stream().flush();
      output.force();
      output.complete();
      return ExitCode.ALL_GOOD;
    } catch (IOException e) {
      return unwritable(name, e);
    }
  }

  /// Reports that a file can't be read or written.
  ExitCode failed(String name, IOException cause) {
    stderr.about(name, IoReason.of(cause));
    return ExitCode.IO_FAILED;
  }

  /// As [#failed], but silent if the reader of the output has closed it.
  ExitCode unwritable(String name, IOException cause) {
    return IoReason.isReaderGone(cause) ? ExitCode.READER_GONE : failed(name, cause);
  }

  /// Reports a conflict between the files of a run.
  ExitCode refuse(OutputClash clash) {
    stderr.about(clash.file().toString(), clash.why());
    return ExitCode.WRONG_USAGE;
  }
}
