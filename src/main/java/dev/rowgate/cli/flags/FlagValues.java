package dev.rowgate.cli.flags;

import dev.rowgate.cli.files.FileNames;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/// What was typed behind the flags, and what is wrong with it. Names are those of the options at
/// every door: `maxErrors` for `--max-errors`.
final class FlagValues {

  private final ParseResult parsed;
  private final List<String> complaints = new ArrayList<>();

  FlagValues(ParseResult parsed) {
    this.parsed = parsed;
  }

  /// What is wrong, in the order in which it was found.
  List<String> complaints() {
    return complaints;
  }

  void complain(String message) {
    complaints.add(message);
  }

  void complain(InputProblem problem) {
    complaints.add(KebabNames.in(problem).message());
  }

  /// All values of one flag.
  List<String> all(String name) {
    return parsed.matchedOptionValue(KebabNames.flag(name), List.of());
  }

  /// The value of a flag that can be given once, or null if it isn't given.
  @Nullable String one(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      Excerpt shown = Excerpt.of(String.join(", ", values));
      complain(new InputProblem.BadOption(name, shown, "one value, given once", null));
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  /// The file that a flag names, or null if it isn't given.
  @Nullable Path path(String name) {
    String value = one(name);
    return value == null ? null : path(value, "option '" + KebabNames.flag(name) + "'");
  }

  /// @param what names a file with `text`, for the message
  @Nullable Path path(String text, String what) {
    if (text.isEmpty()) {
      complain(what + " is ''; it takes the name of a file");
      return null;
    }
    if (text.endsWith("/")) {
      // A path would lose the slash, and name a file.
      complain(what + " is " + Excerpt.of(text) + ": a file is needed, not a directory");
      return null;
    }
    FileNames.Named named = FileNames.path(text);
    if (named.path() == null) {
      complain(what + " is " + Excerpt.of(text) + ", which " + named.fault());
    }
    return named.path();
  }

  /// The arguments that belong to no flag; none of them where a flag is wrong, since they may be
  /// its value.
  List<String> positional() {
    return parsed.errors().isEmpty() ? parsed.matchedPositionalValue(0, List.of()) : List.of();
  }
}
