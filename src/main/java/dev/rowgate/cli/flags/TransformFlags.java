package dev.rowgate.cli.flags;

import static dev.rowgate.cli.flags.CommandFlags.flag;

import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.LimitUnit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import dev.rowgate.options.OptionsResult;
import dev.rowgate.options.Part;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// The flags of `rowgate transform`.
public record TransformFlags() implements CommandFlags {

  /// Flags that may omit their value, which is then `true`.
  static final List<String> SWITCHES =
      Stream.concat(
              Stream.of("--summary", "--positions", "--whole", "--explain"),
              DialectProperty.OPTIONS.stream()
                  .filter(DialectProperty::isSwitch)
                  .map(each -> KebabNames.flag(each.option())))
          .toList();

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandFlags.named(
            "transform",
            "Turns CSV into JSON lines: one for each record, and a summary as the last.",
            "rowgate transform [OPTIONS] [FILE...|-]",
            "  rowgate transform people.csv",
            "  rowgate transform --schema people.schema.json -o people.ndjson people.csv",
            "  rowgate transform --schema people.schema.json -o out/ --total total.json data/",
            "  rowgate transform --delimiter=';' --summary=false people.csv.gz | jq .name");
    addInputs(spec);
    addFiles(
        spec,
        "Output file; default: stdout. It is created only when the run is complete. DIR/ gets one"
            + " file for each input.");
    addParts(spec);
    spec.addOption(
        flag(
            "WHAT",
            "Rejected records: inline (the default) writes them among the rows, skip omits them,"
                + " only writes nothing else, fail ends the run at the first one.",
            "--errors"));
    addTolerance(spec);
    addAnswer(spec);
    addReading(spec);
    return spec.addOption(CommandFlags.help());
  }

  private static void addParts(CommandSpec spec) {
    spec.addOption(
        flag(
            "SIZE",
            "Convert nothing; print the parts of about SIZE into which the file can be cut, one a"
                + " line, for --part.",
            "--split"));
    spec.addOption(
        flag(
            "PART",
            "Convert only this part of the file, a line that --split has printed.",
            "--part"));
  }

  private static void addAnswer(CommandSpec spec) {
    spec.addOption(
        flag(
            "WHAT",
            "Cells without a value: keep (the default) writes null, omit leaves out the key.",
            "--nulls"));
    spec.addOption(
        flag(
            "FORMAT",
            "Output format: ndjson (the default), csv for the valid records as CSV, or rejects-csv"
                + " for the rejected ones. CSV has no summary: only the exit code shows whether it"
                + " is complete.",
            "--format"));
    spec.addOption(
        flag(
            "BOOL",
            "Begin each row with _record, _line and _byteOffset; --positions is --positions=true.",
            "--positions"));
    spec.addOption(
        flag(
            "BOOL",
            "Whether the last line of a complete run is the summary. Default: true.",
            "--summary"));
  }

  static void addInputs(CommandSpec spec) {
    spec.addPositional(CommandFlags.input("CSV input: files, directories and quoted globs"));
    spec.addOption(
        flag(
            "NAME",
            "Name of what stdin is: tabs separate the cells of *.tsv and *.tab.",
            "--stdin-name"));
  }

  /// @param output the description of `--output`
  static void addFiles(CommandSpec spec, String output) {
    spec.addOption(
        flag("FILE", "Table Schema of the rows. Default: every value is text.", "--schema"));
    spec.addOption(
        flag(
            "NAME=FILE",
            "CSV file for the schema's foreign keys to NAME; may be repeated.",
            "--reference"));
    spec.addOption(flag("FILE", output, "-o", "--output"));
    spec.addOption(
        flag(
            "FILE",
            "File for rejected records, as CSV with the columns _line and _errors in front. After"
                + " correction it can be read like any CSV. DIR/ with several inputs.",
            "--rejects"));
    spec.addOption(
        flag("FILE", "File for the total over several inputs, as one JSON object.", "--total"));
    spec.addOption(
        flag(
            "N",
            "Number of threads that convert; the output is the same. Default: the number of"
                + " processors.",
            "--jobs"));
  }

  static void addTolerance(CommandSpec spec) {
    spec.addOption(
        flag(
            "N", "Stop when more than N records are rejected. Default: no limit.", "--max-errors"));
    spec.addOption(
        flag(
            "RATIO",
            "Stop when more than this fraction of the records is rejected, from record 100 on;"
                + " 0 to 1.",
            "--max-error-ratio"));
  }

  /// Adds the flags for the dialect and the limits.
  static void addReading(CommandSpec spec) {
    spec.addOption(
        flag(
            "WHAT",
            "Records with too few cells: reject (the default), or null for no value.",
            "--missing-cells"));
    DialectProperty.OPTIONS.forEach(each -> spec.addOption(flag(each, each.usual())));
    LimitFlags.OF_RUN.addTo(spec);
  }

  @Override
  public Arguments read(FlagValues values) {
    return new Arguments.Transform(arguments(values, OptionReader.NAMES));
  }

  /// @param names the options that the command supports
  static TransformArguments arguments(FlagValues values, List<String> names) {
    InputsAndOutputs files = InputsAndOutputs.of(values);
    Path schema = values.path("schema");
    Limits limits = LimitFlags.OF_RUN.read(values);
    Map<String, Path> references = references(values);
    Options options = Options.STANDARD;
    PartialDialect dialect = PartialDialect.NOTHING;
    switch (OptionReader.read(given(values, names), names)) {
      case OptionsResult.Read read -> {
        options = read.options();
        dialect = read.dialect();
      }
      case OptionsResult.Refused refused -> refused.problems().forEach(values::complain);
    }
    checkFormat(files, options, values);
    Long split = values.one("split") == null ? null : split(values);
    Part part = values.one("part") == null ? null : part(values);
    if (split != null || part != null) {
      checkParts(split != null ? "split" : "part", part, files, options, values);
    }
    return new TransformArguments(
        files.input(),
        stdinName(values, files),
        files.output(),
        files.rejects(),
        schema,
        references,
        options,
        dialect,
        limits,
        jobs(values),
        split,
        part,
        files.several());
  }

  private static @Nullable Long split(FlagValues values) {
    String text = String.valueOf(values.one("split"));
    Optional<Long> size = LimitUnit.BYTES.read(text).filter(bytes -> bytes > 0);
    if (size.isEmpty()) {
      String expected = "a size from 1, such as 134217728 or 128MiB";
      values.complain(new InputProblem.BadOption("split", Excerpt.of(text), expected, null));
    }
    return size.orElse(null);
  }

  private static @Nullable Part part(FlagValues values) {
    String text = String.valueOf(values.one("part"));
    Optional<Part> part = Part.read(text);
    if (part.isEmpty()) {
      values.complain(new InputProblem.BadOption("part", Excerpt.of(text), Part.EXPECTED, null));
    }
    return part.orElse(null);
  }

  /// Refuses what can't be done with one part alone.
  private static void checkParts(
      String name,
      @Nullable Part part,
      InputsAndOutputs files,
      Options options,
      FlagValues values) {
    String flag = "option '--" + name + "' ";
    if (name.equals("split") && part != null) {
      values.complain(flag + "finds the parts that '--part' takes; give one of them");
    }
    if (name.equals("split") && files.rejects() != null) {
      values.complain(flag + "converts nothing; give '--rejects' with '--part'");
    }
    if (files.several() != null) {
      values.complain(flag + "takes one FILE");
    }
    if (options.maxErrors() != null || options.maxErrorRatio() != null) {
      values.complain(
          flag
              + "can't be used with '--max-errors' or '--max-error-ratio': they are about the"
              + " whole file");
    }
  }

  private static @Nullable String stdinName(FlagValues values, InputsAndOutputs files) {
    String name = values.one("stdin-name");
    if (name != null && (files.input() != null || files.several() != null)) {
      values.complain("option '--stdin-name' is the name of stdin, but FILE is read");
    }
    return name;
  }

  static @Nullable Integer jobs(FlagValues values) {
    String text = values.one("jobs");
    if (text == null) {
      return null;
    }
    if (!text.matches("0*[1-9][0-9]{0,3}")) {
      values.complain(
          new InputProblem.BadOption(
              "jobs", Excerpt.of(text), "a whole number from 1 to 9999", null));
      return null;
    }
    return Integer.valueOf(text);
  }

  /// Refuses a shared output in CSV format: each file has a header of its own.
  private static void checkFormat(InputsAndOutputs files, Options options, FlagValues values) {
    Several several = files.several();
    if (several != null && !several.intoDirectory() && options.format() != Options.Format.NDJSON) {
      values.complain(
          "option '--format' is "
              + options.format()
              + "; with several inputs it needs '-o DIR/', since each has a header of its own");
    }
  }

  private static Map<String, Path> references(FlagValues values) {
    var references = new LinkedHashMap<String, Path>();
    for (String given : values.all("reference")) {
      int equals = given.indexOf('=');
      String name = given.substring(0, Math.max(0, equals));
      if (name.isEmpty()) {
        values.complain(
            new InputProblem.BadOption(
                "reference", Excerpt.of(given), "NAME=FILE, as in countries=iso.csv", null));
        continue;
      }
      Path file =
          values.path(
              given.substring(equals + 1), "the FILE of option '--reference " + name + "='");
      if (file != null && references.putIfAbsent(name, file) != null) {
        values.complain(
            new InputProblem.BadOption("reference", Excerpt.of(given), "each NAME once", null));
      }
    }
    return references;
  }

  private static Map<String, List<String>> given(FlagValues values, List<String> names) {
    var given = new LinkedHashMap<String, List<String>>();
    for (String name : names) {
      given.put(name, values.all(name));
    }
    return given;
  }
}
