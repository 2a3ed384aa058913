package dev.rowgate.http.convert;

import dev.rowgate.http.media.BodyKind;
import dev.rowgate.http.media.Query;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.http.watched.SchemaEntry;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import dev.rowgate.options.OptionsResult;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.options.Respond;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import dev.rowgate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parsed query of a request for a conversion, completed by the media types of its body and parts.
/// All problems are collected, to be reported together; until then defaults replace invalid values.
/// Not thread-safe.
final class TransformQuery {

  /// Query parameters that only the HTTP front end has.
  static final String SCHEMA = "schema";

  static final String RESPOND = "respond";

  private final OutputKind product;
  private final SchemaDirectory schemas;
  private final List<InputProblem> problems;
  private final @Nullable String schemaName;
  private final @Nullable Schema schema;
  private final Respond respond;
  private final boolean isStraight;
  private final boolean hasFormat;
  private final OptionsResult.Read options;

  /// @param query loses the parameters that only the HTTP front end has
  /// @param standard when responses start, unless the query specifies it
  TransformQuery(Query query, OutputKind product, SchemaDirectory schemas, Respond standard) {
    this.product = product;
    this.schemas = schemas;
    this.problems = new ArrayList<>(query.problems());
    String name = once(query, SCHEMA);
    this.schemaName = name;
    this.isStraight = query.values().getOrDefault(RESPOND, List.of()).contains("straight");
    this.respond =
        switch (product) {
          case LINES -> respond(query, standard);
          // A report is sent as a whole, after the upload.
          case REPORT -> Respond.AFTER_UPLOAD;
        };
    this.hasFormat = query.values().containsKey("format");
    this.schema = name == null ? null : find(name);
    this.options = options(query.values());
  }

  /// The problems so far; more are added while media types are read.
  List<InputProblem> problems() {
    return problems;
  }

  /// The name of the schema; null if there is none.
  @Nullable String schemaName() {
    return schemaName;
  }

  /// The schema that the query names; null if it names none, or an unknown one.
  @Nullable Schema schema() {
    return schema;
  }

  Respond respond() {
    return respond;
  }

  OptionsResult.Read options() {
    return options;
  }

  /// Returns the problem of `respond=straight` for a response that is held until its end, or null.
  @Nullable InputProblem straight() {
    return isStraight
        ? new InputProblem.BadOption(
            RESPOND,
            Excerpt.of("straight"),
            "auto or after-upload for CSV, which is held until the run is complete",
            null)
        : null;
  }

  /// The format in the query; null if the media type determines it.
  Options.@Nullable Format format() {
    return hasFormat && problems.isEmpty() ? options.options().format() : null;
  }

  /// Returns the value of a parameter that only the HTTP front end has; null if it is absent.
  private @Nullable String once(Query query, String name) {
    List<String> given = query.take(name);
    if (given.size() > 1) {
      Excerpt all = Excerpt.of(String.join(", ", given));
      problems.add(new InputProblem.BadOption(name, all, "one value, given once", null));
    }
    return given.isEmpty() ? null : given.getFirst();
  }

  private Respond respond(Query query, Respond standard) {
    String text = once(query, RESPOND);
    if (text == null) {
      return standard;
    }
    Optional<Respond> known = Respond.of(text);
    if (known.isEmpty()) {
      String suggestion = Nearest.to(text, Respond.NAMES);
      problems.add(
          new InputProblem.BadOption(RESPOND, Excerpt.of(text), Respond.EXPECTED, suggestion));
    }
    return known.orElse(standard);
  }

  private @Nullable Schema find(String name) {
    SchemaEntry.Good good = schemas.find(name);
    if (good == null) {
      problems.add(schemas.unknown(name));
      return null;
    }
    return good.schema();
  }

  /// Returns the options; reports problems, and returns defaults then.
  private OptionsResult.Read options(Map<String, List<String>> given) {
    return switch (OptionReader.read(given, product.optionNames())) {
      case OptionsResult.Read read -> read;
      case OptionsResult.Refused refused -> {
        refused.problems().forEach(problem -> problems.add(withOwnNames(problem)));
        yield new OptionsResult.Read(Options.STANDARD, PartialDialect.NOTHING);
      }
    };
  }

  /// Completes a problem's list of names by those that the option parser doesn't know, such as
  /// `schema`.
  private InputProblem withOwnNames(InputProblem problem) {
    List<String> names = product.queryNames();
    return problem instanceof InputProblem.UnknownOption unknown
        ? new InputProblem.UnknownOption(unknown.name(), Nearest.to(unknown.name(), names), names)
        : problem;
  }

  /// Returns the dialect properties in a media type's parameters.
  PartialDialect parameters(BodyKind.Typed type) {
    return options(type.options()).dialect();
  }
}
