package dev.rowgate.http.watched;

import dev.rowgate.options.Limits;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.IoReason;
import dev.rowgate.problem.Nearest;
import dev.rowgate.problem.Problem;
import dev.rowgate.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Directory of the schemas that requests can name. They are read at the start, and again when a
/// look-up finds that a file was changed, added or removed; a run keeps the schema with which it
/// started. If a file becomes invalid or unreadable, its last valid schema stays in use.
///
/// A name in a request is only looked up in a map: no path is built from it, and the request's
/// thread accesses no file. Thread-safe.
public final class SchemaDirectory {

  /// Time limit for opening a file that foreign keys refer to, and for each read of it.
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration START_PATIENCE = Duration.ofSeconds(30);

  /// Time limit for each file at the start, when a disk may have to spin up.
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(3);

  private static final int MOST_MESSAGES = 1_000;

  /// Maximum number of known names in a message.
  private static final int MOST_NAMES = 50;

  private final @Nullable SchemaFiles files;
  private final WatchedValue<SchemaStates> lookout;

  private SchemaDirectory(@Nullable SchemaFiles files, SchemaStates first) {
    this.files = files;
    this.lookout =
        new WatchedValue<>(
            "schemas",
            first,
            files == null
                ? (before, _) -> before
                : (before, names) -> before.now(files.begin(), names));
  }

  /// Result of reading the directory for the first time.
  public sealed interface Opened {

    record Usable(SchemaDirectory directory) implements Opened {}

    /// @param messages all problems, for people
    record Faulty(List<String> messages) implements Opened {}
  }

  /// @param directory null for none: there are no schemas
  public static Opened open(@Nullable Path directory, Limits limits) {
    return open(directory, limits, SchemaReader::read);
  }

  public static Opened open(@Nullable Path directory, Limits limits, SchemaFiles.Reader reader) {
    if (directory == null) {
      return new Opened.Usable(new SchemaDirectory(null, SchemaStates.NONE));
    }
    var files = new SchemaFiles(directory, limits, reader);
    try {
      return DiskCall.within(START_PATIENCE, () -> open(directory, files));
    } catch (IOException e) {
      return new Opened.Faulty(List.of(directory + ": can't be read (" + IoReason.of(e) + ")"));
    }
  }

  private static Opened open(Path directory, SchemaFiles files) {
    SchemaStates first = SchemaStates.NONE.listed(files.begin(FIRST_PATIENCE));
    var messages = new ArrayList<String>();
    if (first.fault() != null) {
      messages.add(directory + ": can't be read (" + first.fault() + ")");
    }
    for (String fileName : first.unnameable()) {
      messages.add(fileName + ": a schema can't have that name; " + SchemaFiles.NAME_RULE);
    }
    for (SchemaEntry entry : first.entries().values()) {
      for (Problem fault : entry.faults()) {
        if (messages.size() < MOST_MESSAGES) {
          messages.add(entry.name() + ".json: " + fault.message());
        }
      }
    }
    return messages.isEmpty()
        ? new Opened.Usable(new SchemaDirectory(files, first))
        : new Opened.Faulty(messages);
  }

  /// Returns the current schema of that name; null if there is none.
  public SchemaEntry.@Nullable Good find(String name) {
    SchemaEntry entry = now(Set.of(name)).entries().get(name);
    return entry == null ? null : entry.good();
  }

  /// Opens the CSV file to which foreign keys refer by that name: `NAME.csv`, beside the schemas.
  /// It is looked up each time, so that it is always the current file.
  ///
  /// @param name as in a schema of this directory
  /// @return null if there is none
  @Nullable
  public ReferenceFile reference(String name) throws IOException {
    return files == null ? null : files.reference(name, PATIENCE);
  }

  /// All schemas, including invalid ones, sorted by name.
  public Collection<SchemaEntry> list() {
    return now(Set.of(SchemaStates.ALL)).entries().values();
  }

  /// The names that [#find(String)] knows.
  public List<String> names() {
    return lookout.last().entries().values().stream()
        .filter(entry -> entry.good() != null)
        .map(SchemaEntry::name)
        .toList();
  }

  /// Whether the directory itself is unreadable now, or doesn't respond.
  public boolean isFaulty() {
    return lookout.isStalled() || lookout.last().fault() != null;
  }

  private SchemaStates now(Set<String> names) {
    return files == null ? SchemaStates.NONE : lookout.now(names);
  }

  /// Returns the problem of a request for an unknown schema.
  public InputProblem unknown(String name) {
    List<String> known = names();
    List<String> shown = known.subList(0, Math.min(known.size(), MOST_NAMES));
    return new InputProblem.UnknownSchema(
        Excerpt.of(name).text(),
        Nearest.to(withoutFile(name), known),
        shown,
        known.size() - shown.size());
  }

  /// Returns the name in a path of a schema file: `people` of `schemas/people.json`.
  private static String withoutFile(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return last.endsWith(".json") ? last.substring(0, last.length() - ".json".length()) : last;
  }
}
