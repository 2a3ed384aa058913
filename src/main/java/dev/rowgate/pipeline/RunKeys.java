package dev.rowgate.pipeline;

import dev.rowgate.bytes.Compression;
import dev.rowgate.keys.KeyTable;
import dev.rowgate.keys.Scratch;
import dev.rowgate.keys.SpillingScratch;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.CrossRecordCheck;
import dev.rowgate.rows.KeyCheck;
import dev.rowgate.schema.Keys;
import dev.rowgate.schema.Schema;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The keys of one run: those in its rows, and those to which its foreign keys may refer. Files
/// with the latter are read first, each by a [Lookup]; then the [Conversion] runs with the same
/// instance.
///
/// ```java
/// try (var keys = RunKeys.of(schema, options, scratch)) {
///   for (String name : keys.resources()) {
///     try (Lookup lookup = keys.lookup(name, dialect, limits)) {
///       // drive lookup.conversion() over that file, then ask for lookup.problems()
///     }
///   }
///   if (keys.readsInputTwice()) {
///     // the same with keys.lookupInput(dialect, limits, compression) over the input itself
///   }
///   try (var conversion =
///       new Conversion(schema, dialect, options, limits, compression, keys, writer)) {
///     ...
/// ```
///
/// Not thread-safe.
public final class RunKeys implements AutoCloseable {

  private final @Nullable Schema schema;
  private final Keys keys;
  private final Options.MissingCells missingCells;
  private final KeyTable table;
  private final Set<String> lookedUp = new HashSet<>();

  private RunKeys(@Nullable Schema schema, Options options, Scratch scratch) {
    this.schema = schema;
    this.missingCells = options.missingCells();
    this.keys = schema == null ? Keys.NONE : schema.keys();
    this.table = new KeyTable(scratch);
  }

  /// @param schema null for none: there are no keys
  /// @param options of the run
  /// @param scratch storage of the keys; used only when there are keys
  public static RunKeys of(@Nullable Schema schema, Options options, Scratch scratch) {
    return new RunKeys(schema, options, scratch);
  }

  /// Creates keys in memory only, as far as the limits allow.
  static RunKeys inMemory(@Nullable Schema schema, Limits limits) {
    return of(
        schema,
        Options.STANDARD,
        new SpillingScratch(
            new ByteLimit(limits.of(Limit.MAX_KEY_MEMORY)), SpillingScratch.NO_DISK, 0));
  }

  /// The names of the other files that must be read first.
  public List<String> resources() {
    return keys.resources();
  }

  /// Whether the input itself must be read first.
  public boolean readsInputTwice() {
    return keys.refersToItself();
  }

  /// Starts the first pass over another file. All of its lines are read, also if the input's last
  /// ones are skipped.
  ///
  /// @param resource one of [#resources()]
  public Lookup lookup(String resource, Dialect dialect, Limits limits) {
    lookedUp.add(resource);
    Dialect whole = dialect.said().with(DialectProperty.SKIP_FOOTER, 0).complete();
    return Lookup.ofOther(schemaWithKeys(), resource, whole, missingCells, limits, table);
  }

  /// Starts the first pass over the input; the second pass must use the same parameters.
  public Lookup lookupInput(Dialect dialect, Limits limits, Compression compression) {
    lookedUp.add(Keys.SELF);
    return Lookup.ofInput(schemaWithKeys(), dialect, missingCells, limits, compression, table);
  }

  private Schema schemaWithKeys() {
    if (schema == null) {
      throw new IllegalStateException("without a schema there are no keys");
    }
    return schema;
  }

  /// Returns why a file of that name can't be given; null if it can: it must be one of
  /// [#resources()].
  public @Nullable InputProblem refuse(String name) {
    return resources().contains(name) ? null : unknown(name);
  }

  /// Returns the problems of giving exactly the files of these names, before any of them is read.
  public List<InputProblem> wrongWith(Collection<String> names) {
    return Stream.concat(names.stream().map(this::refuse).filter(Objects::nonNull), missing(names))
        .toList();
  }

  /// Returns the files that foreign keys refer to and that weren't read.
  List<InputProblem> missing() {
    if (keys.foreign().isEmpty()) {
      return List.of();
    }
    List<InputProblem> missing = missing(lookedUp).toList();
    if (missing.isEmpty() && readsInputTwice() && !lookedUp.contains(Keys.SELF)) {
      throw new IllegalStateException("the input must be looked up first");
    }
    return missing;
  }

  private Stream<InputProblem> missing(Collection<String> names) {
    return resources().stream()
        .filter(name -> !names.contains(name))
        .map(InputProblem.MissingReference::new);
  }

  private InputProblem unknown(String name) {
    return new InputProblem.UnknownReference(name, Nearest.to(name, resources()), resources());
  }

  /// Returns the check across the records of the run; null if the schema requires none.
  @Nullable CrossRecordCheck watch(Columns columns) {
    return keys.isEmpty() ? null : new KeyCheck(schemaWithKeys(), columns, table);
  }

  /// Releases the storage.
  @Override
  public void close() {
    table.close();
  }
}
