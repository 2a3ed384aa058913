package dev.rowgate.pipeline;

import dev.rowgate.bytes.Compression;
import dev.rowgate.keys.KeyTable;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.rows.KeyCollection;
import dev.rowgate.schema.Keys;
import dev.rowgate.schema.Schema;
import java.util.List;
import java.util.stream.Stream;

/// Reader of the keys in a file that foreign keys refer to, before the run: a conversion without
/// rows. It is driven like any other, and its output discarded.
///
/// In another file every fault counts, since whatever can't be read might be the target of a
/// reference. In the input itself none does: the second pass reaches the same fault and reports it.
public final class Lookup implements AutoCloseable {

  private final String resource;
  private final Conversion conversion;

  private Lookup(String resource, Conversion conversion) {
    this.resource = resource;
    this.conversion = conversion;
  }

  private static Options options(Options.Errors errors, Options.MissingCells missingCells) {
    Options standard = Options.STANDARD;
    return new Options(
        errors, false, null, null, standard.nulls(), standard.format(), false, missingCells);
  }

  static Lookup ofOther(
      Schema schema,
      String resource,
      Dialect dialect,
      Options.MissingCells missingCells,
      Limits limits,
      KeyTable table) {
    Options options = options(Options.Errors.FAIL, missingCells);
    return new Lookup(
        resource,
        new Conversion(
            null,
            dialect,
            options,
            limits,
            Compression.DETECT,
            columns -> new KeyCollection(schema, resource, dialect, columns, table),
            new LineWriter(options)));
  }

  static Lookup ofInput(
      Schema schema,
      Dialect dialect,
      Options.MissingCells missingCells,
      Limits limits,
      Compression compression,
      KeyTable table) {
    Options options = options(Options.Errors.ONLY, missingCells);
    return new Lookup(
        Keys.SELF,
        new Conversion(
            schema,
            dialect,
            options,
            limits,
            compression,
            columns -> new KeyCollection(schema, Keys.SELF, dialect, columns, table),
            new LineWriter(options)));
  }

  /// The conversion, which must be driven to its end.
  public Conversion conversion() {
    return conversion;
  }

  /// Why the run can't start; empty if it can. Must be called after the conversion has ended.
  public List<InputProblem> problems() {
    return switch (conversion.ending()) {
      case Step.Completed _ -> List.of();
      case Step.Refused refused ->
          Stream.concat(refused.problems().stream(), undivided())
              .flatMap(problem -> told(problem, 0))
              .toList();
      case Step.Stopped(_, InputProblem.RecordRejected _) ->
          told(conversion.firstOfRecord(), conversion.lineOfRecord()).toList();
      case Step.Stopped(_, InputProblem fault) -> told(fault, 0).toList();
    };
  }

  /// The warning that the delimiter may be wrong, and the label that a key needs missing therefore.
  private Stream<InputProblem> undivided() {
    return conversion.warnings().stream().filter(InputProblem.UndividedHeader.class::isInstance);
  }

  private Stream<InputProblem> told(Problem problem, long line) {
    switch (problem) {
      // None of them concerns the file.
      case InputProblem.UniquenessBudget spent -> {
        return Stream.of(spent);
      }
      case InputProblem.StorageFailed failed -> {
        return Stream.of(failed);
      }
      case InputProblem.TooBusy busy -> {
        return Stream.of(busy);
      }
      case Problem _ -> {}
    }
    return resource.equals(Keys.SELF)
        ? Stream.empty()
        : Stream.of(new InputProblem.BadReference(resource, line, problem));
  }

  @Override
  public void close() {
    conversion.close();
  }
}
