package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of `--keys`: read at the start, and again when it has changed. One that has become
/// wrong, or can't be read any more, leaves its last good keys in use. Thread-safe.
final class KeyFile {

  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

  private final Path file;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile State state;

  /// @param stamp of the file when it was last read, or null if it couldn't be
  /// @param fault what is wrong with the file now, or null
  private record State(@Nullable Stamp stamp, Keys keys, @Nullable String fault) {}

  private KeyFile(Path file, State state) {
    this.file = file;
    this.state = state;
  }

  /// What came of reading it for the first time.
  sealed interface Opened {

    record Usable(KeyFile file) implements Opened {}

    /// @param messages all that is wrong, for a person
    record Faulty(List<String> messages) implements Opened {}
  }

  static Opened open(Path file) {
    try {
      Stamp stamp = Stamp.of(file);
      return switch (read(file)) {
        case Keys.Read.Usable(var keys) ->
            new Opened.Usable(new KeyFile(file, new State(stamp, keys, null)));
        case Keys.Read.Faulty(var messages) ->
            new Opened.Faulty(messages.stream().map(message -> file + ": " + message).toList());
      };
    } catch (IOException e) {
      return new Opened.Faulty(List.of(file + ": can't be read (" + FileFailure.reason(e) + ")"));
    }
  }

  /// The keys as the file has them now, or last had.
  Keys current() {
    if (hasChanged()) {
      refreshing.lock();
      try {
        if (hasChanged()) {
          refresh();
        }
      } finally {
        refreshing.unlock();
      }
    }
    return state.keys;
  }

  /// Whether the keys in use are no longer what stands in the file.
  boolean isFaulty() {
    current();
    return state.fault != null;
  }

  private boolean hasChanged() {
    try {
      return !Stamp.of(file).equals(state.stamp);
    } catch (IOException e) {
      return true;
    }
  }

  private void refresh() {
    State before = state;
    try {
      // The stamp first: a file that is written meanwhile is read once more.
      Stamp stamp = Stamp.of(file);
      switch (read(file)) {
        case Keys.Read.Usable(var keys) -> {
          state = new State(stamp, keys, null);
          LOG.info("keys: read again");
        }
        case Keys.Read.Faulty(var messages) ->
            becomeFaulty(before, stamp, "wrong: " + String.join("; ", messages));
      }
    } catch (IOException e) {
      // Without a stamp, so that the next request tries again.
      becomeFaulty(before, null, "can't be read: " + FileFailure.reason(e));
    }
  }

  /// Told once, and not with every request.
  private void becomeFaulty(State before, @Nullable Stamp stamp, String fault) {
    state = new State(stamp, before.keys, fault);
    if (!fault.equals(before.fault)) {
      LOG.warn("keys: the last good ones serve on; the file is {}", fault);
    }
  }

  private static Keys.Read read(Path file) throws IOException {
    return Keys.parse(new String(Files.readAllBytes(file), UTF_8));
  }
}
