package dev.rowgate.options;

import static java.util.Objects.requireNonNullElse;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Parser of options that a front end received as texts: the same names, values and problems for
/// all front ends.
///
/// ```java
/// switch (OptionReader.read(Map.of("errors", List.of("skip"), "delimiter", List.of(";")))) {
///   case OptionsResult.Read(Options options, PartialDialect dialect) -> ...
///   case OptionsResult.Refused(List<InputProblem> problems) -> ...
/// }
/// ```
public final class OptionReader {

  /// The names in the query and the Java API; the command line writes them in kebab case.
  public static final List<String> NAMES =
      Stream.concat(
              Stream.of(
                  "errors",
                  "summary",
                  "maxErrors",
                  "maxErrorRatio",
                  "nulls",
                  "format",
                  "positions",
                  "missingCells"),
              DialectProperty.OPTIONS.stream().map(DialectProperty::option))
          .toList();

  /// The options that apply to a validation, which writes no rows.
  public static final List<String> NAMES_OF_VALIDATION =
      NAMES.stream()
          .filter(name -> !List.of("summary", "nulls", "format", "positions").contains(name))
          .toList();

  private final Map<String, List<String>> given;
  private final List<String> names;
  private final List<InputProblem> problems = new ArrayList<>();

  private OptionReader(Map<String, List<String>> given, List<String> names) {
    this.given = given;
    this.names = names;
  }

  /// Parses options. All problems are reported together: those of known names in the order of
  /// [#NAMES], then unknown names in the order of `given`.
  ///
  /// @param given all values given for each name; a name that isn't one of [#NAMES] is refused
  public static OptionsResult read(Map<String, List<String>> given) {
    return read(given, NAMES);
  }

  /// @param names the supported options, a part of [#NAMES]
  public static OptionsResult read(Map<String, List<String>> given, List<String> names) {
    return new OptionReader(given, names).read();
  }

  private OptionsResult read() {
    Options standard = Options.STANDARD;
    var options =
        new Options(
            requireNonNullElse(
                value("errors", OptionValue.oneOf(named(Options.Errors.values()))),
                standard.errors()),
            requireNonNullElse(value("summary", OptionValue.trueOrFalse()), standard.summary()),
            value("maxErrors", OptionValue.wholeNumber()),
            value("maxErrorRatio", OptionValue.ratio()),
            requireNonNullElse(
                value("nulls", OptionValue.oneOf(named(Options.Nulls.values()))), standard.nulls()),
            requireNonNullElse(
                value("format", OptionValue.oneOf(named(Options.Format.values()))),
                standard.format()),
            requireNonNullElse(value("positions", OptionValue.trueOrFalse()), standard.positions()),
            requireNonNullElse(
                value("missingCells", OptionValue.oneOf(named(Options.MissingCells.values()))),
                standard.missingCells()));
    PartialDialect dialect = PartialDialect.NOTHING;
    for (DialectProperty<?> property : DialectProperty.OPTIONS) {
      dialect = with(dialect, property);
    }
    boolean hasRows =
        dialect.get(DialectProperty.COMMENT_ROWS) != null
            || dialect.get(DialectProperty.HEADER_ROWS) != null;
    dialect = dialect.with(DialectProperty.COUNTS_ALL_LINES, hasRows ? false : null);
    refuseUnknownNames();
    InputProblem conflict = options.conflict();
    if (conflict != null) {
      problems.add(conflict);
    }
    return problems.isEmpty()
        ? new OptionsResult.Read(options, dialect)
        : new OptionsResult.Refused(problems);
  }

  private <T> PartialDialect with(PartialDialect dialect, DialectProperty<T> property) {
    return dialect.with(property, value(property.option(), property.kind()));
  }

  /// Returns the value given for `name`; null if it is absent or invalid.
  private <T> @Nullable T value(String name, OptionValue<T> kind) {
    List<String> texts = given.getOrDefault(name, List.of());
    if (texts.isEmpty()) {
      return null;
    }
    if (texts.size() > 1) {
      // Which of them was meant is unknown, even if they are equal: a script has built them
      // wrongly.
      Excerpt all = Excerpt.of(String.join(", ", texts));
      problems.add(new InputProblem.BadOption(name, all, "one value, given once", null));
      return null;
    }
    String text = texts.getFirst();
    Optional<T> value = kind.parse().apply(text);
    if (value.isEmpty()) {
      String suggestion = Nearest.to(text, kind.names());
      problems.add(new InputProblem.BadOption(name, Excerpt.of(text), kind.expected(), suggestion));
    }
    return value.orElse(null);
  }

  private void refuseUnknownNames() {
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        String suggestion = Nearest.to(name, names);
        problems.add(new InputProblem.UnknownOption(Excerpt.of(name).text(), suggestion, names));
      }
    }
  }

  private static <E extends Enum<E>> SequencedMap<String, E> named(E[] constants) {
    var byName = new LinkedHashMap<String, E>();
    for (E constant : constants) {
      byName.put(EnumNames.kebab(constant), constant);
    }
    return byName;
  }
}
