package dev.rowgate.schema;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.constraint.JsonSchemaReader;
import dev.rowgate.schema.constraint.MaxLength;
import dev.rowgate.schema.constraint.Maximum;
import dev.rowgate.schema.constraint.MinLength;
import dev.rowgate.schema.constraint.Minimum;
import dev.rowgate.schema.constraint.Pattern;
import dev.rowgate.schema.constraint.Patterns;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.value.Numbers;
import dev.rowgate.schema.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parser of a field's `constraints` object into [Constraint]s.
final class ConstraintReader {

  /// All constraint names of the standard.
  static final Set<String> NAMES =
      Names.words(
          "required unique enum minimum maximum exclusiveMinimum exclusiveMaximum"
              + " minLength maxLength pattern jsonSchema");

  /// The parsed constraints of one field.
  ///
  /// @param required whether the field must have a value
  /// @param list the constraints on the value, without `required` and `unique`
  record Constraints(boolean required, List<Constraint> list) {}

  private final Diagnostics reading;
  private final SchemaValues values;
  private final Patterns patterns;

  ConstraintReader(Diagnostics reading, SchemaValues values) {
    this.reading = reading;
    this.values = values;
    this.patterns = new Patterns(reading);
  }

  /// Parses `constraints` of a field or of a rule's condition; problems are reported.
  ///
  /// @param type the field's type; null if it is invalid, in which case only names are checked
  Constraints read(Json.Obj field, @Nullable FieldType type) {
    Json.Obj constraints = reading.object(field, "constraints");
    if (constraints == null) {
      return new Constraints(false, List.of());
    }
    List<Constraint> list = new ArrayList<>();
    constraints
        .members()
        .forEach((name, json) -> {
          if (isOnType(name, json, type) && type != null) {
            Constraint constraint = read(name, json, constraints, type);
            if (constraint != null) {
              list.add(constraint);
            }
          }
        });
    refuseContradictions(list, constraints);
    return new Constraints(Boolean.TRUE.equals(reading.flag(constraints, "required")), list);
  }

  private boolean isOnType(String name, Json json, @Nullable FieldType type) {
    if (!NAMES.contains(name)) {
      Set<String> allowed = type == null ? NAMES : type.constraints();
      reading.unknownName(json, "constraint", name, allowed);
      return false;
    }
    if (type != null && !type.constraints().contains(name)) {
      reading.note(
          json,
          pointer ->
              new SchemaProblem.ConstraintNotOnType(
                  pointer, name, type.name(), List.copyOf(type.constraints())));
      return false;
    }
    return true;
  }

  /// Returns the constraint; null if it is invalid, or if it isn't a condition on one value.
  private @Nullable Constraint read(String name, Json json, Json.Obj constraints, FieldType type) {
    return switch (name) {
      case "minimum", "exclusiveMinimum" -> {
        Value least = values.bound(json, type);
        yield least == null
            ? null
            : new Minimum(json.excerpt().text(), type, least, name.equals("exclusiveMinimum"));
      }
      case "maximum", "exclusiveMaximum" -> {
        Value greatest = values.bound(json, type);
        yield greatest == null
            ? null
            : new Maximum(json.excerpt().text(), type, greatest, name.equals("exclusiveMaximum"));
      }
      case "minLength" -> {
        Long length = length(json);
        yield length == null ? null : new MinLength(length);
      }
      case "maxLength" -> {
        Long length = length(json);
        yield length == null ? null : new MaxLength(length);
      }
      case "pattern" -> pattern(json);
      case "enum" -> values.oneOf(name, json, type);
      case "jsonSchema" -> JsonSchemaReader.read(json, reading, patterns);
      case "unique" -> {
        // A constraint on several records: KeysReader makes it a key of the schema.
        reading.flag(constraints, name);
        yield null;
      }
      // `required` is a property of the field, see read() above.
      default -> null;
    };
  }

  private @Nullable Long length(Json json) {
    String text = json.scalar();
    if (text == null || text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      reading.wrongValue(json, "a whole number from 0 on");
      return null;
    }
    // Parsing a number of a million digits is slow, and no text is that long.
    String digits = text.replaceFirst("^0+", "0");
    return digits.length() > Numbers.SMALL_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private @Nullable Constraint pattern(Json json) {
    if (!(json instanceof Json.Text text)) {
      reading.wrongValue(json, "a text");
      return null;
    }
    return switch (patterns.whole(text.text())) {
      case Pattern.Result.Compiled compiled -> compiled.pattern();
      case Pattern.Result.Bad bad -> {
        reading.note(
            json,
            pointer ->
                new SchemaProblem.BadPattern(
                    pointer,
                    Excerpt.of(text.text()),
                    bad.reason(),
                    "a pattern of XML Schema that can run in linear time"));
        yield null;
      }
    };
  }

  private void refuseContradictions(List<Constraint> list, Json.Obj constraints) {
    for (Constraint lower : list) {
      for (Constraint upper : list) {
        if (lower instanceof Minimum minimum
            && upper instanceof Maximum maximum
            && leaveNothing(minimum, maximum)) {
          reading.wrongValue(
              constraints.at(maximum.name()),
              "a bound that the %s, %s, leaves values for"
                  .formatted(minimum.name(), minimum.expected()));
        }
        if (lower instanceof MinLength minimum
            && upper instanceof MaxLength maximum
            && minimum.length() > maximum.length()) {
          reading.wrongValue(
              constraints.at("maxLength"), "no less than minLength, " + minimum.expected());
        }
      }
    }
  }

  private static boolean leaveNothing(Minimum minimum, Maximum maximum) {
    int order = minimum.type().compare(minimum.least(), maximum.greatest());
    return minimum.type().areOrdered(minimum.least(), maximum.greatest())
        && ((minimum.exclusive() || maximum.exclusive()) ? order >= 0 : order > 0);
  }
}
