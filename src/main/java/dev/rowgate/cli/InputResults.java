package dev.rowgate.cli;

import dev.rowgate.cli.screen.Complaints;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Results of several inputs, in their order. Later inputs may be converted in parallel before
/// their results are requested; their messages are held back until then.
final class InputResults implements AutoCloseable {

  /// Converts one input.
  interface Converter {
    InputResult convert(InputTask task, Complaints complaints);
  }

  /// @param complaints the messages, held back
  private record Ahead(Future<InputResult> result, Complaints complaints) {}

  private final Iterator<InputTask> tasks;
  private final int atOnce;
  private final Complaints complaints;
  private final Converter converter;
  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private final ExecutorService threads;

  /// @param atOnce number of inputs to convert in parallel; with 1, each one is converted when its
  ///   result is requested
  InputResults(List<InputTask> tasks, int atOnce, Complaints complaints, Converter converter) {
    this.tasks = tasks.iterator();
    this.atOnce = atOnce;
    this.complaints = complaints;
    this.converter = converter;
    this.threads =
        Executors.newFixedThreadPool(
            atOnce, Thread.ofPlatform().daemon().name("file-", 0).factory());
  }

  /// Returns the result of the next input, and writes its messages.
  InputResult next() {
    if (atOnce == 1) {
      return converter.convert(tasks.next(), complaints);
    }
    // Look ahead far enough that a long file doesn't leave the other threads without work.
    while (tasks.hasNext() && ahead.size() < 64 * atOnce) {
      begin(tasks.next());
    }
    Ahead first = ahead.remove();
    try {
      return first.result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } finally {
      complaints.show(first.complaints);
    }
  }

  private void begin(InputTask task) {
    var held = Complaints.heldBack();
    ahead.add(new Ahead(threads.submit(() -> converter.convert(task, held)), held));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
