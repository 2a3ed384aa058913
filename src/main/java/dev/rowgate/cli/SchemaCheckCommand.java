package dev.rowgate.cli;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.screen.Printable;
import dev.rowgate.cli.screen.SchemaHint;
import dev.rowgate.cli.screen.Terminal;
import dev.rowgate.cli.screen.TextStyle;
import dev.rowgate.lines.SchemaReport;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command `rowgate schema check`: reports all problems of a schema, each with a suggestion.
///
/// @param file null for stdin
/// @param json whether to write JSON instead of text
record SchemaCheckCommand(@Nullable Path file, boolean json, Console console) {

  ExitCode run() {
    int most = Limits.STANDARD.schemaBytes();
    byte[] read;
    try {
      read = console.read(file, most);
    } catch (IOException e) {
      return console.failed(name(), e);
    }
    return switch (SchemaReader.read(read, most)) {
      case SchemaResult.Parsed(Schema schema) ->
          tell(List.of(), schema.warnings(), right(schema), ExitCode.ALL_GOOD);
      case SchemaResult.Invalid(var problems, var warnings) -> {
        String hint = SchemaHint.of(file, problems);
        if (hint != null) {
          console.stderr().say(hint);
        }
        yield tell(problems, warnings, wrong(problems), ExitCode.WRONG_USAGE);
      }
    };
  }

  private TextStyle style() {
    return console.screen().style(Terminal.Stream.OUT);
  }

  private String name() {
    return file == null ? "stdin" : file.toString();
  }

  private ExitCode tell(
      List<SchemaProblem> problems, List<InputProblem> warnings, String verdict, ExitCode found) {
    String text =
        json
            ? SchemaReport.text(problems, warnings)
            : listed(problems) + warned(warnings) + verdict;
    ExitCode told = console.tell(text);
    return told == ExitCode.ALL_GOOD ? found : told;
  }

  private String warned(List<InputProblem> warnings) {
    var text = new StringBuilder();
    for (InputProblem warning : warnings) {
      text.append(
          "  %s  %s%n".formatted(style().warning("warning"), Printable.of(warning.message())));
    }
    return text.toString();
  }

  private String right(Schema schema) {
    int fields = schema.fields().size();
    int rules = schema.rules().size();
    return "%s: %s, %d %s%s%n"
        .formatted(
            style().strong(Printable.of(name())),
            style().good("right"),
            fields,
            fields == 1 ? "field" : "fields",
            rules == 0 ? "" : ", %d %s".formatted(rules, rules == 1 ? "rule" : "rules"));
  }

  private String wrong(List<SchemaProblem> problems) {
    int count = problems.size();
    return "%s: %s%n"
        .formatted(
            style().strong(Printable.of(name())),
            style().bad(count + (count == 1 ? " fault" : " faults")));
  }

  private String listed(List<SchemaProblem> problems) {
    var text = new StringBuilder();
    for (SchemaProblem problem : problems) {
      String where = problem.pointer().isEmpty() ? "the whole" : problem.pointer();
      text.append("  %s  %s%n".formatted(style().strong(Printable.of(where)), problem.code().id()));
      text.append("     %s%n".formatted(Printable.of(what(problem))));
      String instead = Printable.of(problem.instead());
      text.append("     %s %s%n%n".formatted(style().good("instead:"), instead));
    }
    return text.toString();
  }

  /// Returns the message without the pointer, which has its own line.
  private static String what(SchemaProblem problem) {
    String message = problem.message();
    return !problem.pointer().isEmpty() && message.startsWith(problem.pointer())
        ? message.substring(problem.pointer().length()).replaceFirst("^:? ", "")
        : message;
  }
}
