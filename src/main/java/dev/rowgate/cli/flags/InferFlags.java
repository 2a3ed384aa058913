package dev.rowgate.cli.flags;

import static dev.rowgate.cli.flags.CommandFlags.flag;

import dev.rowgate.infer.InferOptions;
import dev.rowgate.infer.Scope;
import dev.rowgate.options.PartialDialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// The flags of `rowgate infer`.
public record InferFlags() implements CommandFlags {

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
    spec.addOption(flag("N", "Number of bytes to examine. Default: 1048576.", "--sample-bytes"));
    spec.addOption(flag("N", "Number of records to examine. Default: no limit.", "--sample-rows"));
    spec.addOption(flag("BOOL", "Examine the whole input; --whole is --whole=true.", "--whole"));
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
    addKnown(spec);
    return spec.addOption(CommandFlags.help());
  }

  private static void addKnown(CommandSpec spec) {
    String found = " Default: detected.";
    spec.addOption(flag("TEXT", "Separator of cells." + found, "--delimiter"));
    spec.addOption(flag("CHAR", "Quote character; '' for none." + found, "--quote"));
    spec.addOption(
        flag(
            "BOOL",
            "Whether two quotes in a quoted cell mean one. Default: true.",
            "--double-quote"));
    spec.addOption(
        flag("CHAR", "Escape character: the next character is literal." + found, "--escape"));
    spec.addOption(flag("TEXT", "Prefix of comment lines." + found, "--comment"));
    spec.addOption(flag("BOOL", "Whether the first record holds labels." + found, "--header"));
    spec.addOption(
        flag("BOOL", "Remove spaces and tabs before cells." + found, "--skip-initial-space"));
    spec.addOption(
        flag("TEXT", "Text of a cell without a value. Default: none.", "--null-sequence"));
    spec.addOption(
        flag("WHAT", "End of a record: any, lf, crlf, cr or another text.", "--line-terminator"));
    spec.addOption(flag("NAME", "Character encoding." + found, "--encoding"));
  }

  @Override
  public Arguments read(FlagValues values) {
    var given = new LinkedHashMap<String, List<String>>();
    for (String name : InferOptions.NAMES) {
      given.put(name, values.all(name));
    }
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
            options(given, values)));
  }

  private static InferOptions options(Map<String, List<String>> given, FlagValues values) {
    return switch (InferOptions.read(given)) {
      case InferOptions.Result.Read read -> read.options();
      case InferOptions.Result.Refused refused -> {
        refused.problems().forEach(values::complain);
        yield new InferOptions(Scope.STANDARD, PartialDialect.NOTHING, false);
      }
    };
  }
}
