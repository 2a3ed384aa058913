package dev.rowgate.http.watched;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of `--keys`: read at the start, and again when it changes. If it becomes invalid or
/// unreadable, its last valid keys stay in use. Thread-safe.
public final class ApiKeyFile {

  private static final Logger LOG = LoggerFactory.getLogger(ApiKeyFile.class);

  /// Limit on its size; enough for ten thousand keys.
  private static final int MAX_BYTES = 1 << 20;

  private static final Duration START_PATIENCE = Duration.ofSeconds(5);

  /// Shorter than the time that a request waits: see [WatchedValue].
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Set<String> NAMES = Set.of("keys");

  private final WatchedValue<State> lookout;

  /// @param seen fingerprint of the last content that was read; null if it couldn't be read
  /// @param fault what is wrong with the file now; null if it is valid
  private record State(@Nullable FileText seen, ApiKeys keys, @Nullable String fault) {}

  private ApiKeyFile(Path file, State state) {
    this.lookout = new WatchedValue<>("keys", state, (before, _) -> refreshed(file, before));
  }

  /// Result of reading the file for the first time.
  public sealed interface Opened {

    record Usable(ApiKeyFile file) implements Opened {}

    /// @param messages all problems, for people
    record Faulty(List<String> messages) implements Opened {}
  }

  public static Opened open(Path file) {
    try {
      FileText.Read read =
          DiskCall.about(file, START_PATIENCE, () -> FileText.readWhole(file, MAX_BYTES));
      return switch (parse(read)) {
        case ApiKeys.Read.Usable(var keys) ->
            new Opened.Usable(new ApiKeyFile(file, new State(read.text(), keys, null)));
        case ApiKeys.Read.Faulty(var messages) ->
            new Opened.Faulty(messages.stream().map(message -> file + ": " + message).toList());
      };
    } catch (IOException e) {
      return new Opened.Faulty(List.of(file + ": can't be read (" + IoReason.of(e) + ")"));
    }
  }

  /// The keys in the file, or the last valid ones.
  public ApiKeys current() {
    return lookout.now(NAMES).keys;
  }

  /// Whether the keys in use aren't those in the file, because it is invalid or unreadable.
  public boolean isFaulty() {
    return lookout.now(NAMES).fault != null || lookout.isStalled();
  }

  private static State refreshed(Path file, State before) {
    try {
      FileText seen = before.seen;
      FileText.Read read = DiskCall.about(file, PATIENCE, () -> readIfChanged(file, seen));
      if (read == null) {
        return before;
      }
      if (seen != null && seen.isSameContent(read.text())) {
        return new State(read.text(), before.keys, before.fault);
      }
      return switch (parse(read)) {
        case ApiKeys.Read.Usable(var keys) -> {
          LOG.info("keys: read again");
          yield new State(read.text(), keys, null);
        }
        case ApiKeys.Read.Faulty(var messages) ->
            faulty(before, read.text(), "is wrong: " + String.join("; ", messages));
      };
    } catch (IOException e) {
      // The next request tries again.
      return faulty(before, null, "can't be read: " + IoReason.of(e));
    }
  }

  private static FileText.@Nullable Read readIfChanged(Path file, @Nullable FileText seen)
      throws IOException {
    return seen != null && seen.isCurrent(Stamp.of(file))
        ? null
        : FileText.readWhole(file, MAX_BYTES);
  }

  /// Logs a new fault once, not with every request.
  private static State faulty(State before, @Nullable FileText seen, String fault) {
    if (!fault.equals(before.fault)) {
      LOG.warn("keys: the last good ones serve on; the file {}", fault);
    }
    return new State(seen, before.keys, fault);
  }

  private static ApiKeys.Read parse(FileText.Read read) {
    byte[] text = read.bytes();
    int mark = Utf8.markLength(text, 0, text.length);
    return ApiKeys.parse(new String(text, mark, text.length - mark, UTF_8));
  }
}
