package dev.rowgate.http;

import dev.rowgate.problem.SchemaProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The schemas that requests can name. They are read at the start, and again when a look-up finds
/// that a file has changed, come or gone; a run that has its schema keeps it. A file that has
/// become wrong, or can't be read any more, leaves its last good schema in use.
///
/// What a request names is only ever looked for in a map: no path is made of it. Thread-safe.
final class SchemaDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaDirectory.class);

  private final @Nullable SchemaFiles files;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile State state;

  /// @param stamp of the directory when it was last listed
  private record State(@Nullable Stamp stamp, Map<String, SchemaEntry> entries) {}

  private SchemaDirectory(@Nullable SchemaFiles files, State state) {
    this.files = files;
    this.state = state;
  }

  /// What came of reading the directory for the first time.
  sealed interface Opened {

    record Usable(SchemaDirectory directory) implements Opened {}

    /// @param messages all that is wrong, for a person
    record Faulty(List<String> messages) implements Opened {}
  }

  /// @param directory null for none, which has no schemas
  static Opened open(@Nullable Path directory, int maxSchemaBytes) {
    if (directory == null) {
      return new Opened.Usable(new SchemaDirectory(null, new State(null, Map.of())));
    }
    var files = new SchemaFiles(directory, maxSchemaBytes);
    var entries = new TreeMap<String, SchemaEntry>();
    var messages = new ArrayList<String>();
    try {
      Stamp stamp = files.stamp();
      SchemaFiles.Found found = files.list();
      for (String fileName : found.unnameable()) {
        messages.add(fileName + ": a schema can't have that name; " + SchemaFiles.NAME_RULE);
      }
      for (var file : found.named().entrySet()) {
        try {
          SchemaEntry entry = files.read(file.getKey(), file.getValue(), null);
          entries.put(entry.name(), entry);
          entry.faults().forEach(fault -> messages.add(message(entry, fault)));
        } catch (IOException e) {
          messages.add(file.getKey() + ".json: can't be read (" + FileFailure.reason(e) + ")");
        }
      }
      return messages.isEmpty()
          ? new Opened.Usable(new SchemaDirectory(files, new State(stamp, entries)))
          : new Opened.Faulty(messages);
    } catch (IOException e) {
      return new Opened.Faulty(
          List.of(directory + ": can't be read (" + FileFailure.reason(e) + ")"));
    }
  }

  /// The schema of that name as it is now, or null if there is none.
  SchemaEntry.@Nullable Good find(String name) {
    SchemaEntry entry = state.entries.get(name);
    // What else is in the directory doesn't matter to a file that is as it was.
    if (entry == null || hasChanged(entry)) {
      refreshIfChanged(List.of(name));
      entry = state.entries.get(name);
    }
    return entry == null ? null : entry.good();
  }

  /// The CSV that foreign keys to that name lead to: `NAME.csv`, beside the schemas. It is looked
  /// for whenever it is needed, so that it is always the file as it is now.
  ///
  /// @param name as a schema of this directory has it
  /// @return null if there is none
  @Nullable Path reference(String name) {
    return files == null ? null : files.reference(name);
  }

  /// All of them, the wrong ones too, sorted by name.
  Collection<SchemaEntry> list() {
    refreshIfChanged(state.entries.keySet());
    return state.entries.values();
  }

  /// The names that [#find(String)] knows.
  List<String> names() {
    return state.entries.values().stream()
        .filter(entry -> entry.good() != null)
        .map(SchemaEntry::name)
        .toList();
  }

  /// Looks at the directory, and at the files of `names` that were there when it was last listed.
  private void refreshIfChanged(Collection<String> names) {
    if (files == null || !hasChanged(files, names)) {
      return;
    }
    refreshing.lock();
    try {
      if (hasChanged(files, names)) {
        state = refreshed(files, state);
      }
    } catch (IOException e) {
      LOG.warn(
          "schemas: the directory can't be read ({}); those known serve on", FileFailure.reason(e));
    } finally {
      refreshing.unlock();
    }
  }

  private boolean hasChanged(SchemaFiles files, Collection<String> names) {
    State known = state;
    try {
      if (!Objects.equals(files.stamp(), known.stamp)) {
        return true;
      }
      for (String name : names) {
        SchemaEntry entry = known.entries.get(name);
        if (entry != null && hasChanged(entry)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean hasChanged(SchemaEntry entry) {
    try {
      return !Stamp.of(entry.file()).equals(entry.stamp());
    } catch (IOException e) {
      return true;
    }
  }

  private static State refreshed(SchemaFiles files, State before) throws IOException {
    Stamp stamp = files.stamp();
    var entries = new TreeMap<String, SchemaEntry>();
    SchemaFiles.Found found = files.list();
    for (var file : found.named().entrySet()) {
      SchemaEntry known = before.entries.get(file.getKey());
      try {
        entries.put(file.getKey(), refreshed(files, file.getKey(), file.getValue(), known));
      } catch (IOException e) {
        LOG.warn("schemas: {} can't be read ({})", file.getKey(), FileFailure.reason(e));
        if (known != null) {
          entries.put(file.getKey(), known);
        }
      }
    }
    for (String name : before.entries.keySet()) {
      if (!entries.containsKey(name)) {
        LOG.info("schemas: {} is gone", name);
      }
    }
    for (String fileName : found.unnameable()) {
      LOG.warn("schemas: {} is left out; a name is {}", quoted(fileName), SchemaFiles.NAME_RULE);
    }
    return new State(stamp, entries);
  }

  private static SchemaEntry refreshed(
      SchemaFiles files, String name, Path file, @Nullable SchemaEntry known) throws IOException {
    if (known != null && Stamp.of(file).equals(known.stamp())) {
      return known;
    }
    SchemaEntry entry = files.read(name, file, known);
    if (entry.faults().isEmpty()) {
      LOG.info("schemas: {} is {}", name, known == null ? "new" : "read again");
    } else {
      String faults =
          entry.faults().stream().map(SchemaProblem::message).collect(Collectors.joining("; "));
      String instead = entry.good() == null ? "it is left out" : "the last good one serves on";
      LOG.warn("schemas: {} is wrong, {}: {}", name, instead, quoted(faults));
    }
    return entry;
  }

  private static String message(SchemaEntry entry, SchemaProblem fault) {
    return entry.name() + ".json: " + fault.message();
  }

  /// Text of a file in a log line: whatever it holds, it stays one line.
  private static String quoted(String text) {
    return '"' + text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?") + '"';
  }
}
