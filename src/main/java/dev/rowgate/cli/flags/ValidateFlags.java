package dev.rowgate.cli.flags;

import static dev.rowgate.cli.flags.CommandFlags.flag;

import dev.rowgate.options.OptionReader;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The flags of `rowgate validate`.
public record ValidateFlags() implements CommandFlags {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandFlags.named(
            "validate",
            "Reports the errors of a CSV and their places: as a table on a terminal, else as JSON.",
            "rowgate validate [OPTIONS] [FILE...|-]",
            "  rowgate validate --schema people.schema.json people.csv",
            "  rowgate validate --schema people.schema.json people.csv | jq .summary",
            "  rowgate validate --format=github --schema people.schema.json people.csv");
    TransformFlags.addInputs(spec);
    spec.addOption(format());
    TransformFlags.addFiles(
        spec,
        "Report file; default: stdout. It is created only when the report is complete. DIR/ gets"
            + " one file for each input.");
    spec.addOption(
        flag(
            "WHAT",
            "Rejected records: inline (the default) and only list them, skip just counts them, fail"
                + " ends the run at the first one.",
            "--errors"));
    TransformFlags.addTolerance(spec);
    TransformFlags.addReading(spec);
    return spec.addOption(CommandFlags.help());
  }

  static OptionSpec format() {
    return flag(
        "WHAT",
        "Report format: json, table, or github for annotations. Default: table on a terminal,"
            + " else json.",
        "--format");
  }

  @Override
  public Arguments read(FlagValues values) {
    return new Arguments.Validate(
        TransformFlags.arguments(values, OptionReader.NAMES_OF_VALIDATION), format(values));
  }

  static @Nullable ReportFormat format(FlagValues values) {
    String text = values.one("format");
    ReportFormat format = text == null ? null : ReportFormat.of(text).orElse(null);
    if (text != null && format == null) {
      values.complain(
          new InputProblem.BadOption(
              "format",
              Excerpt.of(text),
              String.join(", ", ReportFormat.NAMES),
              Nearest.to(text, ReportFormat.NAMES)));
    }
    return format;
  }
}
