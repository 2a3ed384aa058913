package dev.rowgate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import dev.rowgate.options.OptionsResult;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A schema with the options by which inputs are read: the entry point of the library.
///
/// ```java
/// Rowgate people = Rowgate.withSchema(Path.of("people.json"));
/// try (Entries entries = people.read(Path.of("people.csv"))) {
///   for (Entry entry : entries) {
///     switch (entry) {
///       case Row row -> System.out.println(row.get("age", Long.class));
///       case Reject reject -> System.err.println(reject.line() + ": " + reject.problems());
///     }
///   }
/// }
/// ```
///
/// Immutable and thread-safe; one instance reads any number of inputs. The result depends only on
/// the input, the schema and the options, not on the environment, locale or time zone of the
/// process.
public final class Rowgate {

  /// `format` and `summary` don't apply: entries have no format, and there is always a summary.
  private static final List<String> OPTIONS =
      OptionReader.NAMES.stream()
          .filter(name -> !name.equals("format") && !name.equals("summary"))
          .toList();

  private final @Nullable Schema schema;
  private final Map<String, List<String>> given;
  private final OptionsResult.Read read;
  private final Limits limits;
  private final Map<String, Path> references;

  private Rowgate(
      @Nullable Schema schema,
      Map<String, List<String>> given,
      OptionsResult.Read read,
      Limits limits,
      Map<String, Path> references) {
    this.schema = schema;
    this.given = given;
    this.read = read;
    this.limits = limits;
    this.references = references;
  }

  private static Rowgate of(@Nullable Schema schema) {
    var standard = new OptionsResult.Read(Options.STANDARD, PartialDialect.NOTHING);
    return new Rowgate(schema, Map.of(), standard, Limits.STANDARD, Map.of());
  }

  /// Returns an instance that reads every value as text, named by the labels of the header.
  public static Rowgate withoutSchema() {
    return of(null);
  }

  /// Reads a schema from a file: Table Schema as JSON, or a resource with a schema and a dialect.
  ///
  /// @throws InvalidSchema if the schema is invalid, with all its problems
  /// @throws IOException if the file can't be read
  public static Rowgate withSchema(Path file) throws IOException {
    try (InputStream in = SizedInput.open(file)) {
      return withSchema(in.readNBytes(Limits.STANDARD.schemaBytes() + 1));
    }
  }

  /// Reads a schema from its text.
  ///
  /// @param json Table Schema, or a resource with a schema and a dialect
  /// @throws InvalidSchema if the schema is invalid, with all its problems
  public static Rowgate withSchemaText(String json) {
    return withSchema(json.getBytes(UTF_8));
  }

  private static Rowgate withSchema(byte[] json) {
    return switch (SchemaReader.read(json, Limits.STANDARD.schemaBytes())) {
      case SchemaResult.Parsed parsed -> of(parsed.schema());
      case SchemaResult.Invalid invalid -> throw InvalidSchema.of(invalid.problems());
    };
  }

  /// Returns a copy with an option of the HTTP query, such as `delimiter`, `errors` or `maxErrors`,
  /// except `format` and `summary`.
  ///
  /// @param value as in a query, such as `;`, `skip` or `10`
  /// @throws IllegalArgumentException if there is no such option, if it doesn't allow the value, or
  ///   if it was given before; the message ends with the code in brackets
  public Rowgate option(String name, String value) {
    var more = new LinkedHashMap<>(given);
    more.merge(name, List.of(value), Rowgate::both);
    return switch (OptionReader.read(more, OPTIONS)) {
      case OptionsResult.Read all -> new Rowgate(schema, more, all, limits, references);
      case OptionsResult.Refused refused -> throw illegal(refused.problems());
    };
  }

  private static List<String> both(List<String> one, List<String> other) {
    var both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  static IllegalArgumentException illegal(List<InputProblem> problems) {
    return new IllegalArgumentException(
        problems.stream().map(Problem::of).map(Problem::toString).collect(joining("\n")));
  }

  /// Returns a copy with another value for a limit.
  ///
  /// @param name a flag of `serve` without `--`, such as `max-record-bytes`
  /// @param value as for the flag, such as `4MiB`
  /// @throws IllegalArgumentException if there is no such limit, or if it doesn't allow the value
  public Rowgate limit(String name, String value) {
    Limit limit =
        Arrays.stream(Limit.values())
            .filter(one -> one.kebabName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(noLimit(name)));
    long number =
        limit
            .read(value)
            .orElseThrow(() -> new IllegalArgumentException(name + " must be " + limit.expected()));
    return new Rowgate(schema, given, read, limits.with(limit, number), references);
  }

  private static String noLimit(String name) {
    List<String> names = Arrays.stream(Limit.values()).map(Limit::kebabName).toList();
    String nearest = Nearest.to(name, names);
    return "there is no limit '"
        + name
        + "'"
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
  }

  /// Returns a copy with a file that the schema's foreign keys refer to.
  ///
  /// @param name of the resource in the schema
  public Rowgate reference(String name, Path file) {
    var more = new LinkedHashMap<>(references);
    more.put(name, file);
    return new Rowgate(schema, given, read, limits, more);
  }

  /// Opens a file and reads its header. It may be compressed (gzip, zstd, ZIP with one file). Tabs
  /// separate the cells of a file named `*.tsv` or `*.tab`, unless an option, the schema or a first
  /// line `sep=X` names another delimiter.
  ///
  /// @throws IncompleteRun if the input or a reference is refused
  /// @throws IllegalArgumentException if options contradict each other or the schema's dialect
  /// @throws IOException if the file can't be opened
  public Entries read(Path file) throws IOException {
    InputStream in = SizedInput.open(file);
    try {
      return setup().open(in, file);
    } catch (RuntimeException | IOException e) {
      in.close();
      throw e;
    }
  }

  /// Reads the header of a stream. The rest is read as the entries are iterated. The stream isn't
  /// closed.
  ///
  /// @throws IncompleteRun if the input or a reference is refused
  /// @throws IllegalArgumentException if options contradict each other or the schema's dialect
  /// @throws IOException if the schema refers to its own input, and that can't be kept in a
  ///   temporary file
  public Entries read(InputStream in) throws IOException {
    return setup().open(in, null);
  }

  private Setup setup() {
    PartialDialect ofSchema = schema == null ? PartialDialect.NOTHING : schema.dialect();
    PartialDialect said = read.dialect().orElse(ofSchema);
    return new Setup(schema, said, read.options(), limits, references);
  }
}
