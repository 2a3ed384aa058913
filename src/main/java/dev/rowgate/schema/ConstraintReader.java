package dev.rowgate.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.SchemaProblem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes constraints of a field's `constraints`. Their values are cells: the field's own type reads
/// them.
final class ConstraintReader {

  /// All of the standard.
  static final Set<String> NAMES =
      Names.of(
          "required",
          "unique",
          "enum",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minLength",
          "maxLength",
          "pattern",
          "jsonSchema");

  /// What all patterns of one schema may weigh together: some 20 MB.
  private static final int MAX_PATTERN_COST = 200_000;

  /// @param required whether a value must be there
  record Constraints(boolean required, List<Constraint> list) {}

  private final Reading reading;

  /// Columns often share a pattern; one that is known costs nothing more.
  private final Map<String, Pattern.Result> patterns = new HashMap<>();

  private int patternCost;

  ConstraintReader(Reading reading) {
    this.reading = reading;
  }

  /// @param type null if it isn't known, so that only the names can be looked at
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
          new SchemaProblem.ConstraintNotOnType(
              json.place().pointer(), name, type.name(), List.copyOf(type.constraints())));
      return false;
    }
    return true;
  }

  /// The constraint; null if it is no good, or asks for nothing.
  private @Nullable Constraint read(String name, Json json, Json.Obj constraints, FieldType type) {
    return switch (name) {
      case "minimum", "exclusiveMinimum" -> {
        Value least = bound(json, type);
        yield least == null
            ? null
            : new Minimum(shown(json), type, least, name.equals("exclusiveMinimum"));
      }
      case "maximum", "exclusiveMaximum" -> {
        Value greatest = bound(json, type);
        yield greatest == null
            ? null
            : new Maximum(shown(json), type, greatest, name.equals("exclusiveMaximum"));
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
      case "enum" -> oneOf(json, type);
      case "required" -> null;
      case "unique" -> {
        // Speaks of rows together: it is one of the schema's keys.
        reading.flag(constraints, name);
        yield null;
      }
      default -> {
        reading.notSupported(json, "constraint " + name);
        yield null;
      }
    };
  }

  private @Nullable Value bound(Json json, FieldType type) {
    Value value = value(json, type);
    if (value != null && Numbers.isNaN(value)) {
      reading.wrongValue(json, "a number; none is more or less than NaN");
      return null;
    }
    return value;
  }

  /// The value that stands in for a missing one; null if it isn't of the type. It keeps what a cell
  /// must keep.
  @Nullable Value standIn(Json json, FieldType type, List<Constraint> constraints) {
    Value value = value(json, type);
    if (value != null) {
      constraints.stream()
          .filter(constraint -> !constraint.holds(value))
          .forEach(constraint ->
              reading.wrongValue(
                  json,
                  "a value that keeps the constraint "
                      + constraint.name()
                      + " "
                      + constraint.expected()));
    }
    return value;
  }

  /// The value as the type reads it; null if it isn't of the type.
  private @Nullable Value value(Json json, FieldType type) {
    var value = new Value();
    if (json instanceof Json.Bool flag && type instanceof BooleanType) {
      // True is true, whatever texts stand for it in the file.
      value.setBoolean(flag.value());
      return value;
    }
    byte[] bytes = cell(json, type);
    if (bytes != null && reader(json, type).read(bytes, 0, bytes.length, value)) {
      return value;
    }
    reading.wrongValue(json, "a value of the field's type, " + type.expected());
    return null;
  }

  /// The value as the text of a cell; null if it has none.
  private static byte @Nullable [] cell(Json json, FieldType type) {
    String text = json.scalar();
    if (text != null) {
      return text.getBytes(UTF_8);
    }
    if (type instanceof ListType list && json instanceof Json.Arr items) {
      return list.cell(items);
    }
    boolean holdsJson =
        type instanceof JsonType || type instanceof GeojsonType || type instanceof GeopointType;
    if (!holdsJson) {
      return null;
    }
    var written = new JsonText().add(json);
    return Arrays.copyOf(written.bytes(), written.length());
  }

  /// What reads the value: a number of JSON has none of the marks that its field has.
  private static FieldType reader(Json json, FieldType type) {
    return json instanceof Json.Num && type instanceof MarkedNumberType marked
        ? marked.plain()
        : type;
  }

  private @Nullable Long length(Json json) {
    String text = json.scalar();
    if (text == null || text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      reading.wrongValue(json, "a whole number from 0 on");
      return null;
    }
    return new BigInteger(text).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }

  private @Nullable Constraint pattern(Json json) {
    if (!(json instanceof Json.Text text)) {
      reading.wrongValue(json, "a text");
      return null;
    }
    return switch (compiled(text.text())) {
      case Pattern.Result.Compiled compiled -> compiled.pattern();
      case Pattern.Result.Bad bad -> {
        reading.note(
            json,
            new SchemaProblem.BadPattern(
                json.place().pointer(), Excerpt.of(text.text()), bad.reason()));
        yield null;
      }
    };
  }

  private Pattern.Result compiled(String text) {
    Pattern.Result known = patterns.get(text);
    if (known != null) {
      return known;
    }
    if (patternCost > MAX_PATTERN_COST) {
      return new Pattern.Result.Bad("the patterns of this schema are too large together");
    }
    Pattern.Result result = Pattern.compile(text);
    if (result instanceof Pattern.Result.Compiled compiled) {
      patternCost += compiled.cost();
    }
    patterns.put(text, result);
    return result;
  }

  private @Nullable Constraint oneOf(Json json, FieldType type) {
    if (!(json instanceof Json.Arr list) || list.items().isEmpty()) {
      reading.wrongValue(json, "a list of one value or more");
      return null;
    }
    List<String> texts = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    for (Json item : list.items()) {
      Value value = value(item, type);
      if (value != null) {
        texts.add(shown(item));
        values.add(value);
      }
    }
    return new OneOf(type, texts, values);
  }

  private static String shown(Json json) {
    return json.excerpt().text();
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
