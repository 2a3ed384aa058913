package dev.rowgate.cli.flags;

import dev.rowgate.cli.files.FileNames;
import dev.rowgate.cli.settings.ConfigFile;
import dev.rowgate.cli.settings.Environment;
import dev.rowgate.cli.settings.Given;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lookup of `serve`'s settings in their sources, in this order: flag, environment variable, file
/// of `--config`.
final class SettingSources {

  private static final String CONFIG = "config";

  private final FlagValues flags;
  private final Environment environment;
  private final ConfigFile file;
  private final Map<String, Given> found = new LinkedHashMap<>();

  /// @param names all settings except `config`
  SettingSources(FlagValues flags, Environment environment, List<String> names) {
    this.flags = flags;
    this.environment = environment;
    Path config = read(CONFIG, "the name of a file", SettingSources::path, null);
    this.file = config == null ? ConfigFile.NONE : ConfigFile.read(config, names);
    file.complaints().forEach(flags::complain);
  }

  /// Returns the value of a setting, or `standard` if no source has it. Reports an invalid value.
  ///
  /// @param expected description of a valid value, for messages
  /// @param parse returns empty for an invalid text
  <T extends @Nullable Object> T read(
      String name, String expected, Function<String, Optional<? extends T>> parse, T standard) {
    return read(name, false, expected, parse, standard);
  }

  private <T extends @Nullable Object> T read(
      String name,
      boolean several,
      String expected,
      Function<String, Optional<? extends T>> parse,
      T standard) {
    Given given = find(name, several);
    if (given == null) {
      return standard;
    }
    found.put(name, given);
    Optional<? extends T> value = parse.apply(given.text());
    if (value.isEmpty()) {
      var bad = new InputProblem.BadOption(given.name(), Excerpt.of(given.text()), expected, null);
      String place = given.place().isEmpty() ? "" : given.place() + ": ";
      flags.complain(place + bad.message());
      return standard;
    }
    return value.get();
  }

  /// Returns the values of a setting that may have several: repeated flags, or one comma-separated
  /// text.
  ///
  /// @param parse returns empty for an invalid item
  <T> List<T> readAll(String name, String expected, Function<String, Optional<T>> parse) {
    return read(name, true, expected, text -> each(text, parse), List.of());
  }

  private static <T> Optional<List<T>> each(String text, Function<String, Optional<T>> parse) {
    List<Optional<T>> all = Stream.of(text.split(",", -1)).map(String::strip).map(parse).toList();
    return all.stream().allMatch(Optional::isPresent)
        ? Optional.of(all.stream().flatMap(Optional::stream).toList())
        : Optional.empty();
  }

  private @Nullable Given find(String name, boolean several) {
    String flag = several ? String.join(",", flags.all(name)) : flags.one(name);
    if (flag != null && !(several && flags.all(name).isEmpty())) {
      return new Given(KebabNames.flag(name), flag, "");
    }
    Given variable = environment.find(name);
    if (variable != null && variable.text().indexOf('\uFFFD') >= 0) {
      // The JVM's replacement for bytes that it can't decode.
      flags.complain("variable " + variable.name() + " is not UTF-8");
      return null;
    }
    return variable != null || name.equals(CONFIG) ? variable : file.settings().get(name);
  }

  /// Returns one line that lists all given settings with their sources.
  String told() {
    if (found.isEmpty()) {
      return "settings: all have their defaults";
    }
    List<String> each =
        found.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue().text() + " (" + e.getValue().origin() + ")")
            .toList();
    return "settings: " + String.join(", ", each);
  }

  static Optional<Path> path(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.ofNullable(FileNames.path(text).path());
  }
}
