package dev.rowgate.cli;

import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.screen.Complaints;
import dev.rowgate.convert.Converted;
import dev.rowgate.convert.SchemaConverter;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command `rowgate schema convert`: writes a Table Schema to stdout, and messages about what a
/// Table Schema can't express to stderr.
final class SchemaConvertCommand {

  private final @Nullable Path file;
  private final @Nullable String table;
  private final InputStream stdin;
  private final OutputStream stdout;
  private final Complaints complaints;

  /// @param file null for stdin
  /// @param table its name; null if there is only one
  SchemaConvertCommand(
      @Nullable Path file,
      @Nullable String table,
      InputStream stdin,
      OutputStream stdout,
      Complaints complaints) {
    this.file = file;
    this.table = table;
    this.stdin = stdin;
    this.stdout = stdout;
    this.complaints = complaints;
  }

  ExitCode run() {
    String name = file == null ? "stdin" : file.toString();
    int most = Limits.STANDARD.schemaBytes();
    byte[] read;
    try (InputStream in = file == null ? SizedInput.of(stdin) : SizedInput.open(file)) {
      // One byte above the limit is enough to detect that it is exceeded.
      read = in.readNBytes(most + 1);
    } catch (IOException e) {
      complaints.about(name, IoReason.of(e));
      return ExitCode.IO_FAILED;
    }
    if (read.length > most) {
      complaints.about(name, "is longer than " + most + " bytes");
      return ExitCode.WRONG_USAGE;
    }
    return switch (SchemaConverter.convert(read, table)) {
      case Converted.TableSchema(String json, List<String> lost) -> {
        complaints.about(name, lost.stream().map(text -> "not carried over: " + text).toList());
        yield Cli.tell(json, stdout, complaints);
      }
      case Converted.Refused(String why) -> {
        complaints.about(name, why);
        yield ExitCode.WRONG_USAGE;
      }
    };
  }
}
