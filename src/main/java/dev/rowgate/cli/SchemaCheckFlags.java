package dev.rowgate.cli;

import static dev.rowgate.cli.CommandFlags.flag;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The flags of `rowgate schema check`.
record SchemaCheckFlags() implements CommandFlags {

  private static final List<String> FORMATS = List.of("text", "json");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandFlags.named(
            "schema",
            "Says all that is wrong with a schema, where, and what to write instead.",
            "rowgate schema check [OPTIONS] [FILE|-]",
            "  rowgate schema check people.schema.json",
            "  rowgate schema check --format=json people.schema.json | jq .problems");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .hideParamSyntax(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .index("0..*")
            .arity("0..*")
            .description("The schema; stdin if it is - or left out.")
            .build());
    spec.addOption(flag("FORM", "text (the default) for a person, or json.", "--format"));
    return spec.addOption(CommandFlags.help());
  }

  @Override
  public Arguments read(FlagValues values) {
    return new Arguments.SchemaCheck(file(values), isJson(values));
  }

  private static @Nullable Path file(FlagValues values) {
    List<String> files = values.positional();
    if (files.size() > 1) {
      values.complain("several files are not supported: give one FILE");
    }
    return files.isEmpty() || files.getFirst().equals("-")
        ? null
        : values.path(files.getFirst(), "FILE");
  }

  private static boolean isJson(FlagValues values) {
    String text = values.one("format");
    if (text != null && !FORMATS.contains(text)) {
      values.complain(
          new InputProblem.BadOption(
              "format", Excerpt.of(text), String.join(" or ", FORMATS), Nearest.to(text, FORMATS)));
    }
    return "json".equals(text);
  }
}
