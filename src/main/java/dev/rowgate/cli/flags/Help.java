package dev.rowgate.cli.flags;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;

/// Help texts of the whole program; those of each command come from its flags.
public final class Help {

  /// The help for a call without arguments.
  static final String BRIEF =
      """
      rowgate: CSV in, JSON lines out, every record accounted for

        rowgate transform people.csv
        rowgate validate --schema people.schema.json people.csv
        rowgate infer people.csv
        rowgate serve --schemas DIR

      All there is: rowgate --help
      """;

  static final String EXIT_CODES =
      Stream.of(ExitCode.values())
          .map(code -> " ".repeat(5 - digits(code)) + code.number() + "  " + code.meaning())
          .collect(joining("\n", "\nExit codes:\n", "\n"));

  public static final String SCHEMA =
      """
      Usage: rowgate schema check [OPTIONS] [FILE|-]
             rowgate schema convert [OPTIONS] [FILE|-]
             rowgate schema json-schema

      Commands:
        check        says all that is wrong with a schema, where, and what to write instead
        convert      makes a Table Schema of a JSON Schema or a data contract (ODCS)
        json-schema  prints the JSON Schema of schema files, by which editors complete them
      """;

  public static final String FULL =
      """
      Turns CSV into JSON lines, every record accounted for: each one goes out as a row, or as an
      _error that says where and what is wrong. The last line, _summary, says that all is there.

      Examples:
        rowgate transform people.csv
        rowgate transform --schema people.schema.json people.csv > people.ndjson
        cat people.csv | rowgate transform --errors=skip --summary=false | jq .name
        rowgate validate --schema people.schema.json people.csv
        rowgate serve --schemas /etc/rowgate/schemas

      Usage: rowgate COMMAND [OPTIONS]

      Commands:
        transform  CSV in, JSON lines out
        validate   CSV in, a report of what is wrong out
        infer      CSV in, a schema and a dialect out
        init       writes a schema with comments beside a CSV, to be edited
        schema     says what is wrong with a schema; makes one of a JSON Schema or a contract
        serve      the same over HTTP
        health     asks a server whether it takes work
        completion prints a script by which bash, zsh or fish completes all this

      Options:
        -h, --help     Show this and exit; rowgate COMMAND --help tells of a command.
        -V, --version  Show the version and exit.

      Environment:
        ROWGATE_JAVA       the java binary to run on
        ROWGATE_JAVA_OPTS  options for it, such as -Xmx64m; they win over rowgate's own
        ROWGATE_PORT and the like  what serve takes as --port; rowgate serve --help lists all
      """
          + EXIT_CODES;

  private Help() {}

  /// Returns the number of digits. `String.format` would load the data of all locales first.
  private static int digits(ExitCode code) {
    return Integer.toString(code.number()).length();
  }
}
