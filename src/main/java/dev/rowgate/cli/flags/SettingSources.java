package dev.rowgate.cli.flags;

import dev.rowgate.cli.files.FileNames;
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

/// Where `serve` takes its settings from: a flag, else a variable, else the file of `--config`.
final class SettingSources {

  private static final String CONFIG = "config";

  private final FlagValues flags;
  private final Environment environment;
  private final ConfigFile file;
  private final Map<String, Given> found = new LinkedHashMap<>();

  /// @param names of all settings but `config`
  SettingSources(FlagValues flags, Environment environment, List<String> names) {
    this.flags = flags;
    this.environment = environment;
    Path config = read(CONFIG, "the name of a file", SettingSources::path, null);
    this.file = config == null ? ConfigFile.NONE : ConfigFile.read(config, names);
    file.complaints().forEach(flags::complain);
  }

  /// The value of a setting, or `standard` if nobody gives one; what can't be read is complained
  /// of.
  ///
  /// @param parse empty for a text that isn't allowed
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

  /// The values of a setting that can have several: flags, or one text with commas between.
  ///
  /// @param parse empty for one that isn't allowed
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
      // What the JVM puts in place of bytes that it can't decode.
      flags.complain("variable " + variable.name() + " is not UTF-8");
      return null;
    }
    return variable != null || name.equals(CONFIG) ? variable : file.settings().get(name);
  }

  /// What was read so far that somebody has set, and where: one line.
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
