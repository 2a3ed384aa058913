package dev.rowgate.cli.flags;

import dev.rowgate.cli.files.FileNames;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// The values of the parsed flags, and a collector of errors in them. Flags are addressed by the
/// option names that all front ends share: `maxErrors` for `--max-errors`.
final class FlagValues {

  private final ParseResult parsed;
  private final List<String> complaints = new ArrayList<>();

  FlagValues(ParseResult parsed) {
    this.parsed = parsed;
  }

  /// The errors, in the order in which they were found.
  List<String> complaints() {
    return complaints;
  }

  void complain(String message) {
    complaints.add(message);
  }

  void complain(InputProblem problem) {
    complaints.add(KebabNames.in(problem).message());
  }

  /// Returns all values of a flag; empty if it isn't given.
  List<String> all(String name) {
    return parsed.matchedOptionValue(KebabNames.flag(name), List.of());
  }

  /// Returns the value of a flag that may be given once; null if it isn't given.
  @Nullable String one(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      Excerpt shown = Excerpt.of(String.join(", ", values));
      complain(new InputProblem.BadOption(name, shown, "one value, given once", null));
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  /// Returns the file that a flag names; null if it isn't given.
  @Nullable Path path(String name) {
    String value = one(name);
    return value == null ? null : path(value, "option '" + KebabNames.flag(name) + "'");
  }

  /// Returns the file that a text names; null if the text can't name one, which is reported.
  ///
  /// @param what the subject of an error message
  @Nullable Path path(String text, String what) {
    if (text.isEmpty()) {
      complain(what + " is ''; it takes the name of a file");
      return null;
    }
    if (text.endsWith("/")) {
      // Path would drop the slash, so that the name would denote a file.
      complain(what + " is " + Excerpt.of(text) + ": a file is needed, not a directory");
      return null;
    }
    return fileOrDirectory(text, what);
  }

  /// As [#path(String, String)], but a text that ends with a slash may name a directory.
  @Nullable Path fileOrDirectory(String text, String what) {
    FileNames.Named named = FileNames.path(text);
    if (named.path() == null) {
      complain(what + " is " + Excerpt.of(text) + ", which " + named.fault());
    }
    return named.path();
  }

  /// Returns the positional arguments; none if a flag is invalid, since they may be its value.
  List<String> positional() {
    return parsed.errors().isEmpty() ? parsed.matchedPositionalValue(0, List.of()) : List.of();
  }
}
