package dev.rowgate.http.watched;

import dev.rowgate.problem.IoReason;
import dev.rowgate.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// State of the schema directory and its files at one moment. Immutable.
///
/// @param listed the directory's stamp when its files were last listed; null if they must be listed
///   again in any case
/// @param entries by name, sorted
/// @param unnameable names of files that aren't valid names of schemas
/// @param fault why the directory couldn't be listed, or null
/// @param first whether nothing has been read yet
record SchemaStates(
    @Nullable Stamp listed,
    Map<String, SchemaEntry> entries,
    List<String> unnameable,
    @Nullable String fault,
    boolean first) {

  private static final Logger LOG =
      LoggerFactory.getLogger("dev.rowgate.http.watched.SchemaDirectory");

  /// Selects all files; no valid name of a schema.
  static final String ALL = "*";

  static final SchemaStates NONE = new SchemaStates(null, Map.of(), List.of(), null, true);

  SchemaStates {
    entries = Collections.unmodifiableMap(entries);
  }

  /// Checks the files of these names, and the directory if one of them is new.
  SchemaStates now(SchemaFiles files, Set<String> names) {
    if (!entries.keySet().containsAll(names)) {
      try {
        if (listed == null || !listed.equals(files.stamp())) {
          return listed(files);
        }
      } catch (IOException e) {
        return unlisted(IoReason.of(e));
      }
    }
    return looked(files, names.contains(ALL) ? entries.keySet() : names);
  }

  /// Lists the directory, and checks all files.
  SchemaStates listed(SchemaFiles files) {
    try {
      long now = System.currentTimeMillis();
      Stamp stamp = files.stamp();
      SchemaFiles.Found found = files.list();
      found.unnameable().stream()
          .filter(fileName -> !first && !unnameable.contains(fileName))
          .forEach(fileName ->
              LOG.warn(
                  "schemas: {} is left out; a name is {}",
                  quoted(fileName),
                  SchemaFiles.NAME_RULE));
      return new SchemaStates(
          stamp.isSettled(now) ? stamp : null,
          entries(files, found.named()),
          found.unnameable(),
          null,
          false);
    } catch (IOException e) {
      return unlisted(IoReason.of(e));
    }
  }

  private SchemaStates unlisted(String reason) {
    if (!first && !reason.equals(fault)) {
      LOG.warn("schemas: the directory can't be read ({}); those known serve on", reason);
    }
    return new SchemaStates(null, entries, unnameable, reason, first);
  }

  private Map<String, SchemaEntry> entries(SchemaFiles files, Map<String, Path> named) {
    var found = new TreeMap<String, SchemaEntry>();
    long weight = 0;
    for (SchemaEntry entry : entries.values()) {
      weight += named.containsKey(entry.name()) ? entry.weight() : 0;
    }
    for (var file : named.entrySet()) {
      SchemaEntry known = entries.get(file.getKey());
      long before = known == null ? 0 : known.weight();
      SchemaEntry entry = files.look(file.getKey(), file.getValue(), known, weight - before);
      if (entry != null) {
        found.put(entry.name(), entry);
        weight += entry.weight() - before;
      }
      tell(known, entry);
    }
    entries.values().stream()
        .filter(known -> !named.containsKey(known.name()))
        .forEach(known -> tell(known, null));
    return found;
  }

  /// Checks known files. If one is gone, the directory is listed again.
  private SchemaStates looked(SchemaFiles files, Collection<String> names) {
    Map<String, SchemaEntry> changed = null;
    long weight = weight();
    for (String name : names) {
      SchemaEntry known = entries.get(name);
      if (known == null) {
        continue;
      }
      SchemaEntry entry = files.look(name, known.file(), known, weight - known.weight());
      if (entry == null) {
        return listed(files);
      }
      if (!entry.equals(known)) {
        changed = changed == null ? new TreeMap<>(entries) : changed;
        changed.put(name, entry);
        weight += entry.weight() - known.weight();
        tell(known, entry);
      }
    }
    return changed == null ? this : new SchemaStates(listed, changed, unnameable, fault, false);
  }

  private long weight() {
    return entries.values().stream().mapToLong(SchemaEntry::weight).sum();
  }

  /// Logs a change, unless it is the first read.
  private void tell(@Nullable SchemaEntry before, @Nullable SchemaEntry now) {
    if (first || Objects.equals(before, now)) {
      return;
    }
    if (now == null) {
      LOG.info("schemas: {} is gone", before == null ? "one" : before.name());
    } else if (now.isFaulty()) {
      if (before == null || !before.faults().equals(now.faults())) {
        tellFaults(now);
      }
    } else if (before == null || !Objects.equals(before.good(), now.good()) || before.isFaulty()) {
      LOG.info("schemas: {} is {}", now.name(), before == null ? "new" : "read again");
    }
  }

  private static void tellFaults(SchemaEntry entry) {
    String faults = entry.faults().stream().map(Problem::message).collect(Collectors.joining("; "));
    String instead = entry.good() == null ? "it is left out" : "the last good one serves on";
    LOG.warn("schemas: {} is wrong, {}: {}", entry.name(), instead, quoted(faults));
  }

  /// Returns text from a file for a log line: it stays one line, whatever it contains.
  private static String quoted(String text) {
    return '"' + text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?") + '"';
  }
}
