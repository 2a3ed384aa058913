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

/// The results of several inputs, in their order. Some of the inputs that follow are converted
/// already when a result is asked for; their messages are held back until it is their turn.
final class InputResults implements AutoCloseable {

  /// Converts one input.
  interface Converter {
    InputResult convert(InputTask task, Complaints complaints);
  }

  /// @param complaints holds the messages
  private record Ahead(Future<InputResult> result, Complaints complaints) {}

  private final Iterator<InputTask> tasks;
  private final int atOnce;
  private final Complaints complaints;
  private final Converter converter;
  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private final ExecutorService threads;

  /// @param atOnce how many inputs are converted at the same time; 1 for each when it is asked for
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
    // A long file must not keep the threads from the files behind it.
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
