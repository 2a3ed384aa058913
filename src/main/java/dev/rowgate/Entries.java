package dev.rowgate;

import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.pipeline.Step;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The entries of one input, one for each record, in the input's order. They are read on demand, so
/// a few hundred KiB are in memory, whatever the input's size.
///
/// An iteration that ends normally has read the whole input. If the input is truncated or
/// unreadable, or too many records are rejected, the iteration returns the entries before that and
/// then throws [IncompleteRun]. To stop before the end, close this object.
///
/// Can be iterated once. Not thread-safe; must be closed.
public final class Entries implements Iterable<Entry>, AutoCloseable {

  private final Conversion conversion;
  private final EntryWriter writer;
  private final InputRun run;
  private final RunKeys keys;

  /// Null if the caller closes the stream.
  private final @Nullable InputStream ours;

  private final Queue<Entry> ready = new ArrayDeque<>();
  private Step.@Nullable Ending ending;
  private boolean isIterated;
  private boolean isClosed;

  Entries(
      Conversion conversion,
      EntryWriter writer,
      RunKeys keys,
      InputStream in,
      @Nullable InputStream ours) {
    this.conversion = conversion;
    this.writer = writer;
    this.keys = keys;
    this.ours = ours;
    this.run = new InputRun(conversion, in);
  }

  /// Reads the header.
  ///
  /// @throws IncompleteRun if the run is refused
  void start() {
    if (run.next() instanceof Step.Ending ended) {
      ending = ended;
      if (ended instanceof Step.Refused) {
        end();
      }
    }
  }

  /// The names of the columns, in the order of the output. They come from the header. Without a
  /// header and a schema they are `field1`, `field2`, …, and known only from the first entry on.
  public List<String> columns() {
    return writer.types().columns();
  }

  /// Returns the iterator over the entries, from the first one on.
  ///
  /// @throws IllegalStateException if it is called a second time
  @Override
  public Iterator<Entry> iterator() {
    if (isIterated) {
      throw new IllegalStateException("the entries of an input can be iterated once");
    }
    isIterated = true;
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return Entries.this.hasNext();
      }

      @Override
      public Entry next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return ready.remove();
      }
    };
  }

  /// Returns the entries as a sequential stream. Its terminal operation throws [IncompleteRun]
  /// where an iteration would.
  ///
  /// @throws IllegalStateException if the entries are iterated already
  public Stream<Entry> stream() {
    int properties = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), properties), false);
  }

  /// The counts of the run, available after the iteration has ended.
  ///
  /// @throws IllegalStateException if it hasn't ended
  public Summary summary() {
    Summary known = writer.summary();
    if (!(ending instanceof Step.Completed) || !ready.isEmpty() || known == null) {
      throw new IllegalStateException("the input isn't read to its end");
    }
    return known;
  }

  private boolean hasNext() {
    while (ready.isEmpty()) {
      if (ending != null) {
        end();
        return false;
      }
      if (isClosed) {
        throw new IllegalStateException("the entries are closed");
      }
      switch (run.next()) {
        case Step.HasOutput _ -> ready.addAll(writer.take(conversion));
        case Step.Ending ended -> ending = ended;
        case Step.Ready _, Step.NeedsInput _, Step.NeedsRoom _ -> {}
      }
    }
    return true;
  }

  /// @throws IncompleteRun unless the run is complete
  private void end() {
    switch (ending) {
      case Step.Refused(List<InputProblem> problems) ->
          throw new IncompleteRun(problems.stream().map(Problem::of).toList(), null, run.failure());
      case Step.Stopped(_, InputProblem fault) ->
          throw new IncompleteRun(List.of(Problem.of(fault)), writer.summary(), run.failure());
      case Step.Completed _ -> {}
      case null -> {}
    }
  }

  /// Releases the run's memory and temporary files, and closes the file if it was given as a path.
  /// May be called at any time.
  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    ready.clear();
    conversion.close();
    keys.close();
    if (ours != null) {
      try {
        ours.close();
      } catch (IOException e) {
        // The input was read to its end or is no longer needed, so no data is lost.
      }
    }
  }
}
