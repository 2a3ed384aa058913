package dev.rowgate.http.convert;

import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.exchange.Waiting;
import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.SharedResources;
import dev.rowgate.http.upload.FileUpload;
import dev.rowgate.http.upload.RawUpload;
import dev.rowgate.http.upload.TwiceRead;
import dev.rowgate.http.upload.Upload;
import dev.rowgate.http.watched.ReferenceFile;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.keys.Scratch;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.pipeline.Lookup;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.pipeline.Step;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Loader of the keys of the files that foreign keys refer to; runs before the conversion. Not
/// thread-safe.
final class ReferenceLoader implements AutoCloseable {

  private final Scratch scratch;
  private final Budget.Account account;
  private final SharedResources shared;
  private final RequestContext exchange;
  private final Limits limits;
  private RunKeys keys;

  /// @param account of the request
  /// @param exchange of the request
  ReferenceLoader(
      Scratch scratch,
      Budget.Account account,
      SharedResources shared,
      RequestContext exchange,
      Limits limits) {
    this.scratch = scratch;
    this.account = account;
    this.shared = shared;
    this.exchange = exchange;
    this.limits = limits;
    this.keys = RunKeys.of(null, Options.STANDARD, scratch);
  }

  /// Prepares for the keys of a schema.
  void open(@Nullable Schema schema, Options options) {
    keys = RunKeys.of(schema, options, scratch);
  }

  RunKeys keys() {
    return keys;
  }

  /// Reads files from the schema directory, up to the first one with a problem.
  ///
  /// @param names of the resources in the schema
  /// @return why the run can't begin; empty if it can
  List<InputProblem> readFrom(SchemaDirectory schemas, List<String> names, Dialect dialect) {
    for (String name : names) {
      List<InputProblem> wrong = readFrom(schemas, name, dialect);
      if (!wrong.isEmpty()) {
        return wrong;
      }
    }
    return List.of();
  }

  private List<InputProblem> readFrom(SchemaDirectory schemas, String name, Dialect dialect) {
    try (ReferenceFile file = schemas.reference(name)) {
      return file == null
          ? List.of(new InputProblem.MissingReference(name))
          : read(name, dialect, new FileUpload(file));
    } catch (IOException e) {
      return List.of(new InputProblem.BadReference(name, 0, FileUpload.unreadable(e)));
    }
  }

  /// Reads the file of a resource.
  ///
  /// @return why the run can't begin; empty if it can
  List<InputProblem> read(String resource, Dialect dialect, Upload from) {
    try (Lookup lookup = keys.lookup(resource, dialect, limits)) {
      return drive(lookup, from);
    }
  }

  /// Reads the input itself for the first time, for its keys.
  ///
  /// @return why the run can't begin; empty if it can
  List<InputProblem> readInput(ConversionRequest.Conversion asked, TwiceRead from) {
    try (Lookup lookup =
        keys.lookupInput(asked.plan().dialect(), limits, asked.plan().compression())) {
      drive(lookup, from);
      InputProblem full = from.full();
      return full == null ? lookup.problems() : List.of(full);
    }
  }

  private List<InputProblem> drive(Lookup lookup, Upload from) {
    try (var work = new ConversionTask(lookup.conversion(), account, shared, exchange.patience())) {
      exchange.body().meanwhile(work);
      return drive(lookup, work, from);
    } finally {
      exchange.body().meanwhile(Waiting.NONE);
    }
  }

  private List<InputProblem> drive(Lookup lookup, ConversionTask work, Upload from) {
    var conversion = lookup.conversion();
    while (true) {
      switch (work.step()) {
        case Step.NeedsInput _ -> {
          if (!work.feedFrom(from, work)) {
            InputProblem fault = from.fault();
            if (fault == null) {
              conversion.end();
            } else {
              conversion.cut(fault);
            }
          }
        }
        case Step.NeedsRoom room -> {
          if (!work.makeRoom(room)) {
            conversion.cut(RawUpload.faultOfWait(exchange));
          }
        }
        case Step.Ready _ -> {}
        case Step.HasOutput _ -> {
          try {
            conversion.drain(OutputStream.nullOutputStream());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
        case Step.Refused _, Step.Completed _, Step.Stopped _ -> {
          account.hold(0, 0);
          return lookup.problems();
        }
      }
    }
  }

  @Override
  public void close() {
    keys.close();
  }
}
