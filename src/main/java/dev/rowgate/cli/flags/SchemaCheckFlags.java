package dev.rowgate.cli.flags;

import static dev.rowgate.cli.flags.CommandFlags.flag;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// The flags of `rowgate schema check`.
public record SchemaCheckFlags() implements CommandFlags {

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
    spec.addPositional(CommandFlags.input("The schema"));
    spec.addOption(flag("FORM", "text (the default) for a person, or json.", "--format"));
    return spec.addOption(CommandFlags.help());
  }

  @Override
  public Arguments read(FlagValues values) {
    return new Arguments.SchemaCheck(CommandFlags.input(values), isJson(values));
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
