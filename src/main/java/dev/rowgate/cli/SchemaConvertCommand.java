package dev.rowgate.cli;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.convert.Converted;
import dev.rowgate.convert.SchemaConverter;
import dev.rowgate.options.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command `rowgate schema convert`: writes a Table Schema to stdout, and messages about what a
/// Table Schema can't express to stderr.
///
/// @param file null for stdin
/// @param table its name; null if there is only one
record SchemaConvertCommand(@Nullable Path file, @Nullable String table, Console console) {

  ExitCode run() {
    String name = file == null ? "stdin" : file.toString();
    int most = Limits.STANDARD.schemaBytes();
    byte[] read;
    try {
      read = console.read(file, most);
    } catch (IOException e) {
      return console.failed(name, e);
    }
    if (read.length > most) {
      console.stderr().about(name, "is longer than " + most + " bytes");
      return ExitCode.WRONG_USAGE;
    }
    return switch (SchemaConverter.convert(read, table)) {
      case Converted.TableSchema(String json, List<String> lost) -> {
        console
            .stderr()
            .about(name, lost.stream().map(text -> "not carried over: " + text).toList());
        yield console.tell(json);
      }
      case Converted.Refused(String why) -> {
        console.stderr().about(name, why);
        yield ExitCode.WRONG_USAGE;
      }
    };
  }
}
