package dev.rowgate.http.watched;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of `--keys`: read at the start, and again when it has changed. One that has become
/// wrong, or can't be read any more, leaves its last good keys in use. Thread-safe.
public final class ApiKeyFile {

  private static final Logger LOG = LoggerFactory.getLogger(ApiKeyFile.class);

  /// Room for ten thousand keys.
  private static final int MAX_BYTES = 1 << 20;

  private static final Duration START_PATIENCE = Duration.ofSeconds(5);

  /// A request waits a little longer: see [WatchedValue].
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Set<String> NAMES = Set.of("keys");

  private final WatchedValue<State> lookout;

  /// @param seen what was read of the file last, or null if it couldn't be read
  /// @param fault what is wrong with the file now, or null
  private record State(@Nullable FileText seen, ApiKeys keys, @Nullable String fault) {}

  private ApiKeyFile(Path file, State state) {
    this.lookout = new WatchedValue<>("keys", state, (before, _) -> refreshed(file, before));
  }

  /// What came of reading it for the first time.
  public sealed interface Opened {

    record Usable(ApiKeyFile file) implements Opened {}

    /// @param messages all that is wrong, for a person
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

  /// The keys as the file has them now, or last had.
  public ApiKeys current() {
    return lookout.now(NAMES).keys;
  }

  /// Whether the keys in use are no longer those of the file.
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

  /// Logged once, and not with every request.
  private static State faulty(State before, @Nullable FileText seen, String fault) {
    if (!fault.equals(before.fault)) {
      LOG.warn("keys: the last good ones serve on; the file {}", fault);
    }
    return new State(seen, before.keys, fault);
  }

  private static ApiKeys.Read parse(FileText.Read read) {
    return ApiKeys.parse(new String(read.bytes(), UTF_8));
  }
}
