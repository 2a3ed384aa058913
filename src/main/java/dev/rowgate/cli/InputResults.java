package dev.rowgate.cli;

import dev.rowgate.cli.screen.ErrorOutput;
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
///
/// @param <T> what describes an input
/// @param <R> the result for it
final class InputResults<T, R> implements AutoCloseable {

  /// Converts one input.
  interface Converter<T, R> {
    R convert(T task, ErrorOutput stderr);
  }

  /// @param stderr the messages, held back
  private record Ahead<R>(Future<R> result, ErrorOutput stderr) {}

  private final Iterator<T> tasks;
  private final int atOnce;
  private final int most;
  private final ErrorOutput stderr;
  private final Converter<T, R> converter;
  private final Deque<Ahead<R>> ahead = new ArrayDeque<>();
  private final ExecutorService threads;

  /// @param atOnce number of inputs to convert in parallel; with 1, each one is converted when its
  ///   result is requested
  /// @param most number of inputs that are in work or whose results wait to be requested; with more
  ///   than `atOnce`, a long file doesn't leave the other threads without work
  InputResults(List<T> tasks, int atOnce, int most, ErrorOutput stderr, Converter<T, R> converter) {
    this.tasks = tasks.iterator();
    this.atOnce = atOnce;
    this.most = most;
    this.stderr = stderr;
    this.converter = converter;
    this.threads =
        Executors.newFixedThreadPool(
            atOnce, Thread.ofPlatform().daemon().name("file-", 0).factory());
  }

  /// Returns the result of the next input, and writes its messages.
  R next() {
    if (atOnce == 1) {
      return converter.convert(tasks.next(), stderr);
    }
    while (tasks.hasNext() && ahead.size() < most) {
      begin(tasks.next());
    }
    Ahead<R> first = ahead.remove();
    try {
      return first.result.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException defect -> throw defect;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    } finally {
      stderr.show(first.stderr);
    }
  }

  private void begin(T task) {
    var held = ErrorOutput.heldBack();
    ahead.add(new Ahead<>(threads.submit(() -> converter.convert(task, held)), held));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
