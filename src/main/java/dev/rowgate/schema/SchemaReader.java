package dev.rowgate.schema;

import static java.util.Objects.requireNonNull;

import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.json.Allowance;
import dev.rowgate.schema.json.Diagnostics;
import dev.rowgate.schema.json.Json;
import dev.rowgate.schema.json.JsonReader;
import dev.rowgate.schema.json.Names;
import dev.rowgate.schema.json.SchemaBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Parser of Table Schema JSON, of a resource that holds one as `schema` beside a `dialect`, or of
/// a package of exactly one resource. It reports all problems, each with a JSON pointer, follows no
/// path and no URL, and throws no exception for any input.
///
/// ```java
/// switch (SchemaReader.read(json, Limits.STANDARD.schemaBytes())) {
///   case SchemaResult.Parsed(Schema schema) -> ...
///   case SchemaResult.Invalid(List<SchemaProblem> problems, var warnings) -> ...
/// }
/// ```
public final class SchemaReader {

  /// Bytes of the limit on a schema per JSON value that it may have. A field with its name and type
  /// takes ten bytes per value or more; enumerations of short texts take the least.
  private static final int BYTES_PER_VALUE = 8;

  /// Number of JSON values that a schema may have however low its limit in bytes is.
  private static final int ALLOWED_VALUES = Limits.STANDARD.schemaBytes() / BYTES_PER_VALUE;

  private static final int MAX_FIELDS = Limits.STANDARD.fields();

  private static final Set<String> OF_SCHEMA =
      Names.of(
          "fields",
          "fieldsMatch",
          "missingValues",
          "primaryKey",
          "uniqueKeys",
          "foreignKeys",
          RulesReader.PROPERTY);

  private static final Set<String> OF_RESOURCE = Names.words("schema dialect encoding layout");

  private static final String RESOURCES = "resources";

  /// Properties that don't affect the rows. Any other unknown name is ignored too; these are listed
  /// because they resemble a property that is read, or because Frictionless writes them when it
  /// describes a file. `rowgate:inferred` holds the notes of an inference.
  private static final Set<String> INFORMATION =
      Names.words(
          "$schema name title description path data profile type rowgate:inferred scheme"
              + " format mediatype hash hashing bytes fields rows stats compression"
              + " compressionPath innerpath extrapaths control licenses sources homepage version");

  private static final Set<String> FIELDS_MATCH =
      Names.of("exact", "equal", "subset", "superset", "partial");

  private final Diagnostics reading;

  private SchemaReader(Diagnostics reading) {
    this.reading = reading;
  }

  /// Parses a schema that the operator or the user wrote, without a memory allowance.
  ///
  /// @param json a schema, resource or package, in UTF-8
  /// @param maxBytes limit on its length in bytes
  public static SchemaResult read(byte[] json, int maxBytes) {
    return requireNonNull(read(json, maxBytes, Allowance.UNLIMITED));
  }

  /// Parses a schema of unknown origin.
  ///
  /// @param maxBytes limit on its length in bytes
  /// @param allowance is asked before memory is used
  /// @return null if the allowance refused, which ends the parsing
  public static @Nullable SchemaResult read(byte[] json, int maxBytes, Allowance allowance) {
    if (json.length > maxBytes) {
      return new SchemaResult.Invalid(new SchemaProblem.TooLarge(maxBytes));
    }
    var reading = new Diagnostics(allowance);
    try {
      int maxValues = Math.max(ALLOWED_VALUES, maxBytes / BYTES_PER_VALUE);
      return switch (JsonReader.read(json, maxValues, reading)) {
        case JsonReader.Result.Document(Json root) -> new SchemaReader(reading).document(root);
        case JsonReader.Result.Broken(SchemaProblem problem) -> new SchemaResult.Invalid(problem);
      };
    } catch (SchemaBudget.Exhausted e) {
      return null;
    }
  }

  private SchemaResult document(Json root) {
    Schema schema = null;
    if (root instanceof Json.Obj object) {
      schema =
          isPackage(object)
              ? ofPackage(object)
              : isResource(object) ? resource(object) : bare(object);
    } else {
      reading.wrongValue(root, "an object: a Table Schema, or a resource with schema and dialect");
    }
    List<SchemaProblem> problems = reading.problems();
    reading.budget().takeAll();
    return schema == null || !problems.isEmpty()
        ? new SchemaResult.Invalid(problems, reading.warnings())
        : new SchemaResult.Parsed(schema);
  }

  private static boolean isResource(Json.Obj object) {
    // Frictionless writes the number of fields as `fields` beside the `schema`.
    return !(object.get("fields") instanceof Json.Arr)
        && (!object.has("fields") || object.has("schema"))
        && OF_RESOURCE.stream().anyMatch(object::has);
  }

  private static boolean isPackage(Json.Obj object) {
    return object.has(RESOURCES) && !object.has("fields") && !object.has("schema");
  }

  /// Reads a package. With one resource it means the same as the resource; with several the choice
  /// would be arbitrary, so it is refused.
  private @Nullable Schema ofPackage(Json.Obj object) {
    OF_RESOURCE.stream()
        .filter(object::has)
        .forEach(name ->
            reading.notSupported(
                object.at(name), name + " beside the list of resources, not in the resource,"));
    Misplaced.PACKAGE.warn(object, reading, Misplaced.SCHEMA, Misplaced.DIALECT);
    if (object.get(RESOURCES) instanceof Json.Arr list
        && list.items().size() == 1
        && list.items().getFirst() instanceof Json.Obj resource) {
      return resource(resource);
    }
    reading.wrongValue(
        object.at(RESOURCES),
        "a list of exactly one resource; of a package of several, give the resource that describes"
            + " the file by itself");
    return null;
  }

  private @Nullable Schema resource(Json.Obj resource) {
    PartialDialect dialect = DialectReader.read(resource, reading);
    reading.refuseMisspelt(resource, OF_RESOURCE, INFORMATION);
    Misplaced.RESOURCE.warn(resource, reading, Misplaced.SCHEMA, Misplaced.DIALECT);
    return switch (resource.get("schema")) {
      case null -> {
        reading.missing(resource, "schema");
        yield null;
      }
      case Json.Obj schema -> {
        Misplaced.SCHEMA.warn(schema, reading, Misplaced.RESOURCE, Misplaced.DIALECT);
        yield schema(schema, dialect);
      }
      case Json.Text reference -> {
        reading.notSupported(reference, "a path or URL in place of the schema itself");
        yield null;
      }
      case Json other -> {
        reading.wrongValue(other, "an object: a Table Schema");
        yield null;
      }
    };
  }

  /// Reads a schema by itself, and refuses properties of a resource, which would be ignored here.
  private @Nullable Schema bare(Json.Obj schema) {
    Stream.of("schema", "dialect", "encoding", "layout", "resources")
        .filter(schema::has)
        .forEach(name ->
            reading.notSupported(
                schema.at(name),
                name + " here, where a Table Schema or one resource should stand,"));
    Misplaced.SCHEMA.warn(schema, reading, Misplaced.DIALECT);
    return schema(schema, PartialDialect.NOTHING);
  }

  private @Nullable Schema schema(Json.Obj schema, PartialDialect dialect) {
    MissingValues missing = MissingValues.of(schema, reading);
    FieldsMatch fieldsMatch = fieldsMatch(schema);
    reading.refuseMisspelt(schema, OF_SCHEMA, INFORMATION);
    Json.Arr list = fields(schema);
    if (list == null) {
      return null;
    }
    List<Field> fields =
        new FieldReader(
                reading,
                missing == null ? MissingValues.STANDARD : missing,
                dialect.complete().caseSensitiveHeader())
            .read(list);
    var named = new NamedFields(reading, list, fields);
    Keys keys = new KeysReader(reading, named).read(schema, list);
    List<Rule> rules = new RulesReader(reading, named).read(schema);
    return new Schema(
        withRequired(fields, keys), fieldsMatch, keys, rules, dialect, reading.warnings());
  }

  private Json.@Nullable Arr fields(Json.Obj schema) {
    return switch (schema.get("fields")) {
      case null -> {
        reading.missing(schema, "fields");
        yield null;
      }
      case Json.Arr list when list.items().size() > MAX_FIELDS -> {
        reading.wrongValue(list, "at most " + MAX_FIELDS + " fields");
        yield null;
      }
      case Json.Arr list when !list.items().isEmpty() -> list;
      case Json other -> {
        reading.wrongValue(other, "a list of one field or more");
        yield null;
      }
    };
  }

  private FieldsMatch fieldsMatch(Json.Obj schema) {
    Json json = schema.get("fieldsMatch");
    if (json instanceof Json.Arr list && list.items().size() == 1) {
      // Some versions of the standard write a list of one text.
      json = list.items().getFirst();
    }
    if (json instanceof Json.Text text) {
      if (FIELDS_MATCH.contains(text.text())) {
        return FieldsMatch.valueOf(text.text().toUpperCase(Locale.ROOT));
      }
      reading.unknownName(json, "fieldsMatch", text.text(), FIELDS_MATCH);
    } else if (json != null) {
      reading.wrongValue(json, String.join(", ", FIELDS_MATCH));
    }
    return FieldsMatch.EXACT;
  }

  /// Makes the fields of the primary key required: a missing key value can't identify a record.
  private static List<Field> withRequired(List<Field> fields, Keys keys) {
    Set<Integer> required = new HashSet<>();
    for (Keys.Unique key : keys.unique()) {
      if (key.kind() == Keys.Kind.PRIMARY) {
        required.addAll(key.fields());
      }
    }
    List<Field> all = new ArrayList<>();
    for (Field field : fields) {
      all.add(required.contains(all.size()) ? field.asRequired() : field);
    }
    return all;
  }
}
