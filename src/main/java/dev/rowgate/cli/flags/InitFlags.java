package dev.rowgate.cli.flags;

import static dev.rowgate.cli.flags.CommandFlags.flag;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// The flags of `rowgate init`.
public record InitFlags() implements CommandFlags {

  private static final String ENDING = ".schema.json";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandFlags.named(
            "init",
            "Writes a commented schema for a CSV, to be edited.",
            "rowgate init [OPTIONS] [FILE|-]",
            "  rowgate init people.csv",
            "  rowgate schema check people.schema.json",
            "  rowgate transform --schema people.schema.json people.csv");
    spec.addPositional(CommandFlags.input("CSV input"));
    spec.addOption(
        flag(
            "FILE",
            "Schema file; - for stdout. Default: people.schema.json beside people.csv. An existing"
                + " file is not replaced.",
            "-o",
            "--output"));
    InferFlags.addScope(spec);
    InferFlags.addKnown(spec);
    LimitFlags.OF_UNPACKING.addTo(spec);
    return spec.addOption(CommandFlags.help());
  }

  @Override
  public Arguments read(FlagValues values) {
    Path input = CommandFlags.input(values);
    return new Arguments.Init(
        new InferArguments(
            input,
            List.of(),
            output(values, input),
            null,
            null,
            InferFlags.options(values).explained(),
            LimitFlags.OF_UNPACKING.read(values)));
  }

  private static @Nullable Path output(FlagValues values, @Nullable Path input) {
    String output = values.one("output");
    if (output == null) {
      return input == null ? null : beside(input);
    }
    return output.equals("-") ? null : values.path("output");
  }

  /// Returns the schema's path: `people.schema.json` for `people.csv.gz` and `people.csv`.
  private static Path beside(Path input) {
    Path name = input.getFileName();
    String stem =
        name == null
            ? "data"
            : name.toString()
                .replaceFirst("(?<=.)\\.(gz|zst|zip)$", "")
                .replaceFirst("(?<=.)\\.(csv|tsv|tab|txt|dat)$", "");
    return input.resolveSibling(stem + ENDING);
  }
}
