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

/// The schemas that requests can name. They are read at the start, and again when a look-up finds
/// that a file has changed, come or gone; a run that has its schema keeps it. A file that has
/// become wrong, or can't be read any more, leaves its last good schema in use.
///
/// What a request names is only ever looked for in a map: no path is made of it, and no file is
/// looked at in its thread. Thread-safe.
public final class SchemaDirectory {

  /// A file that rows refer to may take so long to open, and each piece of it to come.
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration START_PATIENCE = Duration.ofSeconds(30);

  /// At the start a file may take so long to answer: a disk may have to wake up.
  private static final Duration FIRST_PATIENCE = Duration.ofSeconds(3);

  private static final int MOST_MESSAGES = 1_000;

  /// How many of the names that there are a message lists.
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

  /// What came of reading the directory for the first time.
  public sealed interface Opened {

    record Usable(SchemaDirectory directory) implements Opened {}

    /// @param messages all that is wrong, for a person
    record Faulty(List<String> messages) implements Opened {}
  }

  /// @param directory null for none, which has no schemas
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

  /// The schema of that name as it is now, or null if there is none.
  public SchemaEntry.@Nullable Good find(String name) {
    SchemaEntry entry = now(Set.of(name)).entries().get(name);
    return entry == null ? null : entry.good();
  }

  /// The CSV that foreign keys to that name lead to: `NAME.csv`, beside the schemas. It is looked
  /// for whenever it is needed, so that it is always the file as it is now.
  ///
  /// @param name as a schema of this directory has it
  /// @return open for reading, or null if there is none
  @Nullable
  public ReferenceFile reference(String name) throws IOException {
    return files == null ? null : files.reference(name, PATIENCE);
  }

  /// All of them, the wrong ones too, sorted by name.
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

  /// Whether the directory itself can't be read now, or doesn't answer.
  public boolean isFaulty() {
    return lookout.isStalled() || lookout.last().fault() != null;
  }

  private SchemaStates now(Set<String> names) {
    return files == null ? SchemaStates.NONE : lookout.now(names);
  }

  /// The problem of a request for a schema that isn't there.
  public InputProblem unknown(String name) {
    List<String> known = names();
    List<String> shown = known.subList(0, Math.min(known.size(), MOST_NAMES));
    return new InputProblem.UnknownSchema(
        Excerpt.of(name).text(), Nearest.to(name, known), shown, known.size() - shown.size());
  }
}
