package dev.rowgate;

import dev.rowgate.bytes.Compression;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.cli.files.SpooledInput;
import dev.rowgate.cli.files.TemporaryFiles;
import dev.rowgate.keys.SpillingScratch;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.CsvName;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Lookup;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.pipeline.Step;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.IoReason;
import dev.rowgate.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parameters of one run, except its input. It collects the keys of references before the run.
///
/// @param said the dialect by the options and the schema, which names of files complete
record Setup(
    @Nullable Schema schema,
    PartialDialect said,
    Options options,
    Limits limits,
    Map<String, Path> references) {

  /// Starts a run.
  ///
  /// @param file the path of `in`, which is closed with the entries; null if the caller closes `in`
  /// @throws IncompleteRun if the run is refused
  Entries open(InputStream in, @Nullable Path file) throws IOException {
    Dialect dialect = dialect(file);
    var keys =
        RunKeys.of(
            schema,
            options,
            new SpillingScratch(
                new ByteLimit(limits.of(Limit.MAX_KEY_MEMORY)),
                new TemporaryFiles(),
                limits.of(Limit.MAX_KEY_SPOOL_BYTES)));
    InputStream input = in;
    Entries entries = null;
    try {
      readReferences(keys);
      if (keys.readsInputTwice()) {
        input = readFirst(keys, dialect, in, file);
      }
      entries = entries(keys, dialect, input, file == null && input.equals(in) ? null : input);
      entries.start();
      return entries;
    } catch (RuntimeException | IOException e) {
      if (entries != null) {
        entries.close();
      } else {
        keys.close();
      }
      throw e;
    }
  }

  /// @throws IllegalArgumentException if two properties of the dialect contradict each other
  private Dialect dialect(@Nullable Path file) {
    Dialect dialect = said.orElse(CsvName.dialect(file)).complete();
    InputProblem conflict = dialect.conflict();
    if (conflict != null) {
      throw Rowgate.illegal(List.of(conflict));
    }
    return dialect;
  }

  private Entries entries(
      RunKeys keys, Dialect dialect, InputStream in, @Nullable InputStream ours) {
    var writer = new EntryWriter(options);
    var conversion =
        new Conversion(schema, dialect, options, limits, Compression.DETECT, keys, writer);
    return new Entries(conversion, writer, keys, in, ours);
  }

  private void readReferences(RunKeys keys) {
    refuse(keys.wrongWith(references.keySet()), null);
    references.forEach((name, file) -> {
      try (InputStream in = SizedInput.open(file);
          Lookup lookup = keys.lookup(name, dialect(file), limits)) {
        drive(lookup, in);
      } catch (IOException e) {
        refuse(List.of(new InputProblem.BadReference(name, 0, SizedInput.problem(e))), e);
      }
    });
  }

  /// Reads the input once for its keys.
  ///
  /// @return a stream that reads it again
  private InputStream readFirst(RunKeys keys, Dialect dialect, InputStream in, @Nullable Path file)
      throws IOException {
    if (file != null && Files.isRegularFile(file)) {
      try (InputStream first = SizedInput.open(file);
          Lookup lookup = keys.lookupInput(dialect, limits, Compression.DETECT)) {
        drive(lookup, first);
      }
      return in;
    }
    SpooledInput spooled;
    try {
      spooled = SpooledInput.of(in, limits.of(Limit.MAX_SPOOL_BYTES));
    } catch (SpooledInput.Unwritable e) {
      throw refused(List.of(new InputProblem.StorageFailed(IoReason.of(e.why()))), e);
    }
    if (spooled == null) {
      String why =
          "more than " + limits.of(Limit.MAX_SPOOL_BYTES) + " bytes of it would lie on disk";
      throw refused(List.of(new InputProblem.InputSpoolFull(why)), null);
    }
    try (Lookup lookup = keys.lookupInput(dialect, limits, Compression.DETECT)) {
      drive(lookup, spooled);
    } catch (RuntimeException e) {
      spooled.close();
      throw e;
    }
    if (file != null) {
      in.close();
    }
    spooled.rewind();
    return spooled;
  }

  private static void drive(Lookup lookup, InputStream in) throws IOException {
    var run = new InputRun(lookup.conversion(), in);
    while (!(run.next() instanceof Step.Ending)) {
      lookup.conversion().drain(OutputStream.nullOutputStream());
    }
    refuse(lookup.problems(), run.failure());
  }

  private static void refuse(List<InputProblem> problems, @Nullable IOException cause) {
    if (!problems.isEmpty()) {
      throw refused(problems, cause);
    }
  }

  private static IncompleteRun refused(List<InputProblem> problems, @Nullable IOException cause) {
    return new IncompleteRun(problems.stream().map(Problem::of).toList(), null, cause);
  }
}
