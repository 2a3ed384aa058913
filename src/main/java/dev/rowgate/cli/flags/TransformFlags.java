package dev.rowgate.cli.flags;

import static dev.rowgate.cli.flags.CommandFlags.flag;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import dev.rowgate.options.OptionsResult;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// The flags of `rowgate transform`.
public record TransformFlags() implements CommandFlags {

  /// Flags that mean `true` without a value.
  static final List<String> SWITCHES =
      List.of(
          "--summary",
          "--header",
          "--positions",
          "--trim",
          "--double-quote",
          "--skip-initial-space",
          "--whole",
          "--explain");

  /// The limits with a flag: those on a record, and those on spilled data. The others protect a
  /// server against its clients.
  private static final List<Limit> LIMITS =
      List.of(
          Limit.MAX_RECORD_BYTES,
          Limit.MAX_CELL_BYTES,
          Limit.MAX_FIELDS,
          Limit.MAX_KEY_MEMORY,
          Limit.MAX_KEY_SPOOL_BYTES,
          Limit.MAX_SPOOL_BYTES);

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
            "  zcat people.csv.gz | rowgate transform --errors=skip --delimiter=';' | jq .name");
    addInputs(spec);
    addFiles(
        spec,
        "Where the lines go, instead of stdout. The file appears when it is complete. DIR/ is for"
            + " a file of each input.");
    spec.addOption(
        flag(
            "WHAT",
            "Rejected records go out inline (the default), are skipped with skip, stand alone with"
                + " only, or end the run with fail.",
            "--errors"));
    addTolerance(spec);
    spec.addOption(
        flag("WHAT", "Keys without a value: keep (the default) as null, or omit.", "--nulls"));
    spec.addOption(
        flag(
            "FORMAT",
            "ndjson (the default), csv for the valid records as CSV, or rejects-csv for the"
                + " rejected ones. CSV has no summary: the exit code tells whether it is whole.",
            "--format"));
    spec.addOption(
        flag(
            "BOOL",
            "Begin each row with _record, _line and _byteOffset; --positions is --positions=true.",
            "--positions"));
    spec.addOption(
        flag(
            "BOOL",
            "true (the default), or false to leave out the last line of a complete run.",
            "--summary"));
    addReading(spec);
    return spec.addOption(CommandFlags.help());
  }

  static void addInputs(CommandSpec spec) {
    spec.addPositional(
        CommandFlags.input(
            "The CSV; several files, directories and globs in quotes are read one by one"));
  }

  /// @param output the description of `--output`
  static void addFiles(CommandSpec spec, String output) {
    spec.addOption(
        flag("FILE", "Table Schema that the rows must fit; without it all is text.", "--schema"));
    spec.addOption(
        flag(
            "NAME=FILE",
            "CSV that the schema's foreign keys to NAME lead to; once for each such file.",
            "--reference"));
    spec.addOption(flag("FILE", output, "-o", "--output"));
    spec.addOption(
        flag(
            "FILE",
            "Where rejected records go as CSV, behind the columns _line and _errors. Mended, it can"
                + " be read like any CSV. DIR/ with several inputs.",
            "--rejects"));
    spec.addOption(
        flag("FILE", "Where the total over several inputs goes, as one JSON object.", "--total"));
    spec.addOption(
        flag(
            "N",
            "How many threads convert. They change no byte of the output. Default: the number of"
                + " processors.",
            "--jobs"));
  }

  static void addTolerance(CommandSpec spec) {
    spec.addOption(flag("N", "Stop when more than N records are rejected.", "--max-errors"));
    spec.addOption(
        flag(
            "RATIO",
            "Stop when more than this part is rejected, 0 to 1, from record 100 on.",
            "--max-error-ratio"));
  }

  /// Adds the flags for the dialect and the limits.
  static void addReading(CommandSpec spec) {
    spec.addOption(
        flag(
            "WHAT",
            "Records with too few cells: reject (the default), or null for cells without a value.",
            "--missing-cells"));
    addDialect(spec);
    LIMITS.forEach(limit -> spec.addOption(LimitFlags.spec(limit)));
  }

  private static void addDialect(CommandSpec spec) {
    spec.addOption(
        flag("TEXT", "Between cells; tab and \\t name the tab. Default: comma.", "--delimiter"));
    spec.addOption(
        flag("CHAR", "Around cells; '' for none. Default: the double quote.", "--quote"));
    spec.addOption(
        flag(
            "BOOL",
            "true (the default), or false if a doubled quote isn't one quote.",
            "--double-quote"));
    spec.addOption(flag("CHAR", "Makes the next character literal. Default: none.", "--escape"));
    spec.addOption(flag("TEXT", "Begins lines that are no records. Default: none.", "--comment"));
    spec.addOption(flag("N,N", "Rows to leave out, by their numbers from 1 on.", "--comment-rows"));
    spec.addOption(
        flag("BOOL", "true (the default), or false if the first record is data.", "--header"));
    spec.addOption(flag("N,N", "The rows that hold the labels. Default: 1.", "--header-rows"));
    spec.addOption(
        flag("TEXT", "Between the labels of several rows. Default: a space.", "--header-join"));
    spec.addOption(flag("N", "Lines to leave out before the header.", "--skip-rows"));
    spec.addOption(
        flag("N", "Lines to leave out at the end; blank ones don't count.", "--skip-footer"));
    spec.addOption(
        flag(
            "BOOL",
            "Drop spaces and tabs around cells without quotes; --trim is --trim=true.",
            "--trim"));
    spec.addOption(
        flag(
            "BOOL",
            "Drop spaces and tabs before cells, before a quote too.",
            "--skip-initial-space"));
    spec.addOption(
        flag("TEXT", "A cell that is this has no value. Default: none.", "--null-sequence"));
    spec.addOption(
        flag(
            "WHAT",
            "any, lf, crlf, cr, or what else ends a record. Default: any.",
            "--line-terminator"));
    spec.addOption(
        flag("NAME", "Of the characters, such as windows-1252. Default: utf-8.", "--encoding"));
  }

  @Override
  public Arguments read(FlagValues values) {
    return new Arguments.Transform(arguments(values, OptionReader.NAMES));
  }

  /// @param names the options that the command has
  static TransformArguments arguments(FlagValues values, List<String> names) {
    InputsAndOutputs files = InputsAndOutputs.of(values);
    Path schema = values.path("schema");
    Limits limits = limits(values);
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
    return new TransformArguments(
        files.input(),
        files.output(),
        files.rejects(),
        schema,
        references,
        options,
        dialect,
        limits,
        jobs(values),
        files.several());
  }

  private static @Nullable Integer jobs(FlagValues values) {
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

  /// CSV files can't follow one another in one output: each has a header.
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

  private static Limits limits(FlagValues values) {
    // Uploads are limited only over HTTP; a local file may have any size.
    Limits limits = Limits.STANDARD.withUploadBytes(Long.MAX_VALUE);
    for (Limit limit : LIMITS) {
      String text = values.one(limit.kebabName());
      if (text == null) {
        continue;
      }
      Optional<Long> value = limit.read(text);
      if (value.isPresent()) {
        limits = limits.with(limit, value.get());
      } else {
        values.complain(
            new InputProblem.BadOption(
                limit.kebabName(), Excerpt.of(text), limit.expected(), null));
      }
    }
    return limits;
  }

  private static Map<String, List<String>> given(FlagValues values, List<String> names) {
    var given = new LinkedHashMap<String, List<String>>();
    for (String name : names) {
      given.put(name, values.all(name));
    }
    return given;
  }
}
