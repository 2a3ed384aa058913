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
            "Says what a CSV looks like: a schema and a dialect, and what they rest on.",
            "rowgate infer [OPTIONS] [FILE...|-]",
            "  rowgate infer people.csv > people.json",
            "  rowgate infer --whole -o people.json people.csv",
            "  rowgate infer -o all.json 'data/**/*.csv'",
            "  rowgate transform --schema people.json people.csv");
    spec.addPositional(
        CommandFlags.input(
            "The CSV; of several files, directories and globs in quotes there is one answer"));
    spec.addOption(flag("N", "Look at so many bytes. Default: 1048576.", "--sample-bytes"));
    spec.addOption(flag("N", "Look at so many records.", "--sample-rows"));
    spec.addOption(flag("BOOL", "Look at all of it; --whole is --whole=true.", "--whole"));
    spec.addOption(
        flag(
            "BOOL",
            "Say what each decision rests on, and what came second; --explain is --explain=true.",
            "--explain"));
    spec.addOption(
        flag("FILE", "Where the answer goes: put there when it is complete.", "-o", "--output"));
    addKnown(spec);
    return spec.addOption(CommandFlags.help());
  }

  private static void addKnown(CommandSpec spec) {
    String found = " Default: what is found.";
    spec.addOption(flag("TEXT", "Between cells." + found, "--delimiter"));
    spec.addOption(flag("CHAR", "Around cells; '' for none." + found, "--quote"));
    spec.addOption(
        flag("BOOL", "false if a doubled quote isn't one quote. Default: true.", "--double-quote"));
    spec.addOption(flag("CHAR", "Makes the next character literal." + found, "--escape"));
    spec.addOption(flag("TEXT", "Begins lines that are no records." + found, "--comment"));
    spec.addOption(flag("BOOL", "Whether the first record holds labels." + found, "--header"));
    spec.addOption(
        flag("BOOL", "Drop spaces and tabs before cells. Default: false.", "--skip-initial-space"));
    spec.addOption(
        flag("TEXT", "A cell that is this has no value. Default: none.", "--null-sequence"));
    spec.addOption(
        flag("WHAT", "any, lf, crlf, cr, or what else ends a record.", "--line-terminator"));
    spec.addOption(flag("NAME", "Of the characters." + found, "--encoding"));
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
