package dev.rowgate.schema;

import dev.rowgate.options.Labels;
import dev.rowgate.problem.LookAlike;
import dev.rowgate.problem.Nearest;
import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.constraint.Constraint;
import dev.rowgate.schema.constraint.OneOf;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.type.Types;
import dev.rowgate.schema.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parser of a schema's `fields` into [Field]s. Reports all problems and continues with the next
/// field.
final class FieldReader {

  private static final String LABEL_OF_ERRORS = "_error";
  private static final String LABEL_OF_SUMMARY = "_summary";

  private static final String KEY = "rowgate:name";
  private static final String DEFAULT = "rowgate:default";

  /// Properties that change how cells are read, checked or written. A name close to one of these is
  /// reported as a misspelling.
  private static final Set<String> READ =
      Names.of(
          "name",
          "type",
          "format",
          "constraints",
          "missingValues",
          "trueValues",
          "falseValues",
          "decimalChar",
          "groupChar",
          "bareNumber",
          "categories",
          KEY,
          DEFAULT);

  private static final Set<String> OTHERS =
      Names.words("title description example rdfType categoriesOrdered delimiter itemType");

  private final Diagnostics reading;
  private final boolean caseSensitive;
  private final MissingValues missingValues;
  private final SchemaValues values;
  private final ConstraintReader constraints;
  private final Map<String, Json> names = new HashMap<>();
  private final Map<String, Json> keys = new HashMap<>();

  /// @param missingValues the schema's, for fields without their own
  /// @param caseSensitive whether names that differ only in case are different names
  FieldReader(Diagnostics reading, MissingValues missingValues, boolean caseSensitive) {
    this.reading = reading;
    this.caseSensitive = caseSensitive;
    this.missingValues = missingValues;
    this.values = new SchemaValues(reading);
    this.constraints = new ConstraintReader(reading, values);
  }

  List<Field> read(Json.Arr fields) {
    List<Field> read = new ArrayList<>();
    for (Json item : fields.items()) {
      if (item instanceof Json.Obj field) {
        Field one = field(field);
        if (one != null) {
          read.add(one);
        }
      } else {
        reading.wrongValue(item, "an object that describes a field");
      }
    }
    return read;
  }

  private @Nullable Field field(Json.Obj field) {
    String name = name(field);
    FieldType type = Types.of(field, reading);
    ConstraintReader.Constraints conditions = constraints.read(field, type);
    List<Constraint> list = with(Categories.of(field, type, values, reading), conditions.list());
    MissingValues missing = MissingValues.of(field, reading);
    String key = key(field, name);
    Value absent =
        type == null || !field.has(DEFAULT) ? null : values.standIn(field.at(DEFAULT), type, list);
    reading.refuseMisspelt(field, READ, OTHERS, FieldReader::meant);
    return name == null || type == null
        ? null
        : new Field(
            name,
            key == null ? name : key,
            type,
            conditions.required(),
            missing == null ? missingValues : missing,
            absent,
            list);
  }

  private static List<Constraint> with(@Nullable OneOf categories, List<Constraint> others) {
    List<Constraint> all = new ArrayList<>(others);
    if (categories != null) {
      all.add(categories);
    }
    return all;
  }

  private @Nullable String name(Json.Obj field) {
    Json json = field.get("name");
    if (json == null) {
      reading.missing(field, "name");
      return null;
    }
    if (!(json instanceof Json.Text text) || Labels.isBlank(text.text())) {
      reading.wrongValue(json, "a text that isn't blank");
      return null;
    }
    String name = text.text();
    Json first = names.putIfAbsent(inNames(name), json);
    if (name.equals(LABEL_OF_ERRORS) || name.equals(LABEL_OF_SUMMARY)) {
      reading.note(json, pointer -> new SchemaProblem.ReservedField(pointer, name));
    } else if (first != null) {
      reading.note(json, at -> new SchemaProblem.DuplicateField(at, name, first.place().pointer()));
    }
    return name;
  }

  /// Returns the form of a name that must be unique: with `caseSensitiveHeader: false`, one label
  /// would match all fields whose names differ only in case.
  private String inNames(String name) {
    return caseSensitive ? name : LookAlike.folded(name);
  }

  /// Returns the field's member name in the output, which must be unique; null if it is invalid.
  private @Nullable String key(Json.Obj field, @Nullable String name) {
    boolean renamed = field.has(KEY);
    Json json = renamed ? field.at(KEY) : field.get("name");
    String key = renamed && json instanceof Json.Text text ? text.text() : name;
    if (json == null || key == null) {
      return null;
    }
    if (renamed && (!(json instanceof Json.Text) || Labels.isBlank(key))) {
      reading.wrongValue(json, "a text that isn't blank");
      return null;
    }
    Json first = keys.putIfAbsent(key, json);
    if (renamed && (key.equals(LABEL_OF_ERRORS) || key.equals(LABEL_OF_SUMMARY))) {
      reading.note(json, pointer -> new SchemaProblem.ReservedField(pointer, key));
    } else if (first != null && (renamed || !first.equals(names.get(inNames(key))))) {
      reading.note(json, at -> new SchemaProblem.DuplicateField(at, key, first.place().pointer()));
    }
    return key;
  }

  /// Returns the property that a misspelt name was probably meant to be; null if none. This
  /// includes a constraint written on the field instead of in `constraints`, where it would have no
  /// effect.
  private static @Nullable String meant(String name) {
    String property = Nearest.to(name, READ);
    String constraint = Nearest.to(name, ConstraintReader.NAMES);
    return property == null && constraint != null ? "constraints/" + constraint : property;
  }
}
