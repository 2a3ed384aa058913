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

/// Makes a [Schema] of Table Schema JSON, or of a resource that has one as `schema` beside a
/// `dialect`. Finds all that is wrong with it, each with a JSON pointer; follows no path and no
/// URL; throws nothing, whatever the bytes.
///
/// ```java
/// switch (SchemaReader.read(json, Limits.STANDARD.schemaBytes())) {
///   case SchemaResult.Parsed(Schema schema) -> ...
///   case SchemaResult.Invalid(List<SchemaProblem> problems) -> ...
/// }
/// ```
public final class SchemaReader {

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

  private static final Set<String> OF_RESOURCE =
      Names.of("schema", "dialect", "encoding", "layout");

  private static final String RESOURCES = "resources";

  /// What says nothing of the rows. A name that isn't here is none of ours either; these are the
  /// ones that could be taken for a slip, or that Frictionless writes of a file that it describes.
  /// `rowgate:inferred` says how an inference came to it.
  private static final Set<String> INFORMATION =
      Names.of(
          "$schema",
          "name",
          "title",
          "description",
          "path",
          "data",
          "profile",
          "type",
          "rowgate:inferred",
          "scheme",
          "format",
          "mediatype",
          "hash",
          "hashing",
          "bytes",
          "fields",
          "rows",
          "stats",
          "compression",
          "compressionPath",
          "innerpath",
          "extrapaths",
          "control",
          "licenses",
          "sources",
          "homepage",
          "version");

  private static final Set<String> FIELDS_MATCH =
      Names.of("exact", "equal", "subset", "superset", "partial");

  private final Diagnostics reading;

  private SchemaReader(Diagnostics reading) {
    this.reading = reading;
  }

  /// Reads a schema or says all that is wrong with it.
  ///
  /// @param json a schema or a resource, in UTF-8
  /// @param maxBytes the limit on its length
  public static SchemaResult read(byte[] json, int maxBytes) {
    return requireNonNull(read(json, maxBytes, Allowance.UNLIMITED));
  }

  /// Reads a schema that may be anybody's.
  ///
  /// @param allowance what the reading may take
  /// @return null if the allowance has ended it
  public static @Nullable SchemaResult read(byte[] json, int maxBytes, Allowance allowance) {
    if (json.length > maxBytes) {
      return new SchemaResult.Invalid(List.of(new SchemaProblem.TooLarge(maxBytes)));
    }
    var reading = new Diagnostics(allowance);
    try {
      return switch (JsonReader.read(json, reading)) {
        case JsonReader.Result.Document(Json root) -> new SchemaReader(reading).document(root);
        case JsonReader.Result.Broken(SchemaProblem.NotJson problem) ->
            new SchemaResult.Invalid(List.of(problem));
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
        ? new SchemaResult.Invalid(problems)
        : new SchemaResult.Parsed(schema);
  }

  private static boolean isResource(Json.Obj object) {
    // Frictionless counts the fields of a file beside its schema.
    return !(object.get("fields") instanceof Json.Arr)
        && (!object.has("fields") || object.has("schema"))
        && OF_RESOURCE.stream().anyMatch(object::has);
  }

  private static boolean isPackage(Json.Obj object) {
    return object.has(RESOURCES) && !object.has("fields") && !object.has("schema");
  }

  /// A package of one resource says no more than the resource. Of several, none can be chosen.
  private @Nullable Schema ofPackage(Json.Obj object) {
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
    return switch (resource.get("schema")) {
      case null -> {
        reading.missing(resource, "schema");
        yield null;
      }
      case Json.Obj schema -> schema(schema, dialect);
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

  /// A schema by itself. What only a resource has would be passed over here.
  private @Nullable Schema bare(Json.Obj schema) {
    Stream.of("schema", "dialect", "encoding", "resources")
        .filter(schema::has)
        .forEach(name ->
            reading.notSupported(
                schema.at(name),
                name + " here, where a Table Schema or one resource should stand,"));
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
        new FieldReader(reading, missing == null ? MissingValues.STANDARD : missing).read(list);
    var named = new NamedFields(reading, list, fields);
    Keys keys = new KeysReader(reading, named).read(schema, list);
    List<Rule> rules = new RulesReader(reading, named).read(schema);
    return new Schema(withRequired(fields, keys), fieldsMatch, keys, rules, dialect);
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
      // Some texts of the standard have it so.
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

  /// A row without a value in its primary key couldn't be told from others.
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
