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

/// Reads a file that foreign keys lead to, before the run: a conversion whose rows nobody wants. It
/// is driven like any other, its output thrown away.
///
/// Of another file every fault counts, since whatever can't be read of it might be what a row
/// refers to. Of the input itself none does: the second reading comes to the same place and tells.
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

  /// To be driven to its end.
  public Conversion conversion() {
    return conversion;
  }

  /// Why the run can't begin; empty if it can. Only when the conversion has ended.
  public List<InputProblem> problems() {
    return switch (conversion.ending()) {
      case Step.Completed _ -> List.of();
      case Step.Refused refused -> refused.problems().stream().flatMap(p -> told(p, 0)).toList();
      case Step.Stopped(_, InputProblem.RecordRejected _) ->
          told(conversion.firstOfRecord(), conversion.lineOfRecord()).toList();
      case Step.Stopped(_, InputProblem fault) -> told(fault, 0).toList();
    };
  }

  private Stream<InputProblem> told(Problem problem, long line) {
    switch (problem) {
      // Neither is about the file.
      case InputProblem.UniquenessBudget spent -> {
        return Stream.of(spent);
      }
      case InputProblem.StorageFailed failed -> {
        return Stream.of(failed);
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
