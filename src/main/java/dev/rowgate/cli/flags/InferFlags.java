package dev.rowgate.cli.flags;

import static dev.rowgate.cli.flags.CommandFlags.flag;

import dev.rowgate.infer.InferOptions;
import dev.rowgate.infer.Scope;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.PartialDialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// The flags of `rowgate infer`.
public record InferFlags() implements CommandFlags {

  private static final Set<DialectProperty<?>> DETECTED =
      Set.of(
          DialectProperty.DELIMITER,
          DialectProperty.QUOTE,
          DialectProperty.ESCAPE,
          DialectProperty.COMMENT,
          DialectProperty.HEADER,
          DialectProperty.SKIP_INITIAL_SPACE,
          DialectProperty.ENCODING);

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandFlags.named(
            "infer",
            "Infers the schema and the dialect of CSV files.",
            "rowgate infer [OPTIONS] [FILE...|-]",
            "  rowgate infer people.csv > people.json",
            "  rowgate infer --whole -o people.json people.csv",
            "  rowgate infer -o all.json 'data/**/*.csv'",
            "  rowgate transform --schema people.json people.csv");
    spec.addPositional(
        CommandFlags.input(
            "CSV input: files, directories and quoted globs, with one schema for all"));
    addScope(spec);
    spec.addOption(
        flag(
            "BOOL",
            "Add the evidence for each decision and the runner-up; --explain is --explain=true.",
            "--explain"));
    spec.addOption(
        flag(
            "FILE",
            "Schema file; default: stdout. It is created only when the schema is complete.",
            "-o",
            "--output"));
    spec.addOption(
        flag(
            "FILE",
            "File for the total over several inputs, as one JSON object: how many, how many of them"
                + " were inferred from, and which failed.",
            "--total"));
    spec.addOption(
        flag(
            "N",
            "Number of inputs to examine at the same time; the schema is the same. Default: the"
                + " number of processors.",
            "--jobs"));
    addKnown(spec);
    LimitFlags.OF_UNPACKING.addTo(spec);
    return spec.addOption(CommandFlags.help());
  }

  static void addScope(CommandSpec spec) {
    spec.addOption(flag("N", "Number of bytes to examine. Default: 1048576.", "--sample-bytes"));
    spec.addOption(flag("N", "Number of records to examine. Default: no limit.", "--sample-rows"));
    spec.addOption(flag("BOOL", "Examine the whole input; --whole is --whole=true.", "--whole"));
  }

  /// Adds the dialect options, of which those in [#DETECTED] are inferred unless they are given.
  static void addKnown(CommandSpec spec) {
    DialectProperty.OPTIONS.stream()
        .filter(each -> InferOptions.NAMES.contains(each.option()))
        .map(each -> flag(each, DETECTED.contains(each) ? "detected" : each.usual()))
        .forEach(spec::addOption);
  }

  @Override
  public Arguments read(FlagValues values) {
    InputsAndOutputs files = InputsAndOutputs.of(values);
    Several several = files.several();
    if (several != null && several.intoDirectory()) {
      values.complain("option '--output' is a directory; there is one schema for all inputs");
    }
    return new Arguments.Infer(
        new InferArguments(
            files.input(),
            several == null ? List.of() : several.inputs(),
            files.output(),
            several == null ? null : several.total(),
            TransformFlags.jobs(values),
            options(values),
            LimitFlags.OF_UNPACKING.read(values)));
  }

  static InferOptions options(FlagValues values) {
    var given = new LinkedHashMap<String, List<String>>();
    for (String name : InferOptions.NAMES) {
      given.put(name, values.all(name));
    }
    return switch (InferOptions.read(given)) {
      case InferOptions.Result.Read read -> read.options();
      case InferOptions.Result.Refused refused -> {
        refused.problems().forEach(values::complain);
        yield new InferOptions(Scope.STANDARD, PartialDialect.NOTHING, false);
      }
    };
  }
}
