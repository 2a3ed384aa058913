package dev.rowgate.http.watched;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.rowgate.http.machine.SchemaWeight;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.IoReason;
import dev.rowgate.problem.Problem;
import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of the schema directory on disk. A problem with one of them doesn't affect others.
public final class SchemaFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaFiles.class);

  /// Time limit for each file; shorter than the time that a request waits: see [WatchedValue].
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /// Number of unresponsive files for which one refresh waits that long.
  private static final int FILES_WAITED_FOR = 3;

  /// Time limit for the remaining files after that.
  private static final Duration SHORTEST = Duration.ofMillis(20);

  private static final String EXTENSION = ".json";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /// Maximum number of unusable names that are listed.
  private static final int MOST_UNNAMEABLE = 20;

  /// The syntax of a name, for messages.
  static final String NAME_RULE =
      "1 to 64 of A-Z a-z 0-9 . _ - before .json, a letter or digit first";

  private final Path directory;
  private final int maxSchemas;
  private final int maxBytes;
  private final long memory;
  private final Reader reader;
  private final Duration each;

  /// Time left in this refresh to wait for unresponsive files.
  private long leftNanos;

  /// Parser of a schema.
  @FunctionalInterface
  public interface Reader {
    SchemaResult read(byte[] json, int maxBytes);
  }

  SchemaFiles(Path directory, Limits limits, Reader reader) {
    this(
        directory,
        reader,
        limits.count(Limit.MAX_SCHEMAS),
        limits.schemaBytes(),
        limits.memory(Limit.MAX_SCHEMA_MEMORY),
        PATIENCE);
  }

  private SchemaFiles(
      Path directory, Reader reader, int maxSchemas, int maxBytes, long memory, Duration each) {
    this.directory = directory;
    this.reader = reader;
    this.maxSchemas = maxSchemas;
    this.maxBytes = maxBytes;
    this.memory = memory;
    this.each = each;
    this.leftNanos = FILES_WAITED_FOR * each.toNanos();
  }

  /// Returns an instance for one refresh.
  SchemaFiles begin() {
    return begin(PATIENCE);
  }

  /// @param each time limit for each file. A file that takes longer is unreadable, and only a few
  ///   are waited for that long, so that unresponsive files don't delay the others
  SchemaFiles begin(Duration each) {
    return new SchemaFiles(directory, reader, maxSchemas, maxBytes, memory, each);
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /// @param named the schemas' files by name, sorted
  /// @param unnameable names of `.json` files that aren't valid names of schemas, the first ones
  record Found(Map<String, Path> named, List<String> unnameable) {}

  /// Lists the schemas: all files that end in `.json`.
  Found list() throws IOException {
    var named = new TreeMap<String, Path>();
    var unnameable = new ArrayList<String>();
    Stamp.of(directory).kind().requireDirectory();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + EXTENSION)) {
      for (Path file : files) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - EXTENSION.length());
        if (isName(name)) {
          named.put(name, file);
        } else if (unnameable.size() < MOST_UNNAMEABLE
            && !Files.isDirectory(file, NOFOLLOW_LINKS)) {
          unnameable.add(fileName);
        }
        if (named.size() > maxSchemas) {
          throw new FileSystemException(
              null, null, "it has more than " + maxSchemas + " schemas, see --max-schemas");
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return new Found(named, unnameable);
  }

  /// Opens the CSV file of that name; null if there is none. Only valid names of schemas are
  /// accepted, so that no path leads out of the directory.
  ///
  /// @param most time limit for opening it
  @Nullable ReferenceFile reference(String name, Duration most) throws IOException {
    if (!isName(name)) {
      return null;
    }
    Path file = directory.resolve(name + ".csv");
    return ReferenceFile.open(file, most);
  }

  /// The directory's stamp, which changes when files are added or removed.
  Stamp stamp() throws IOException {
    return Stamp.of(directory);
  }

  /// Checks a file, and reads it if it may have changed.
  ///
  /// @param known the previous state; if the file is invalid now, its last valid state is kept
  /// @param others memory in bytes of the other schemas
  /// @return `known` if nothing has changed; null if the file is gone, or if it is a directory and
  ///   wasn't a schema before
  @Nullable SchemaEntry look(String name, Path file, @Nullable SchemaEntry known, long others) {
    long begin = System.nanoTime();
    Duration most = leftNanos > 0 ? each : SHORTEST;
    try {
      return switch (DiskCall.about(file, most, () -> ask(file, known))) {
        case OnDisk.Same _ -> known;
        case OnDisk.Nothing _ -> null;
        case OnDisk.Text(var read) -> read(name, file, read, known, others);
      };
    } catch (IOException e) {
      leftNanos -= System.nanoTime() - begin;
      return unreadable(name, file, known, IoReason.of(e));
    }
  }

  /// Result of checking a file on disk.
  private sealed interface OnDisk {

    /// It hasn't changed.
    record Same() implements OnDisk {}

    record Nothing() implements OnDisk {}

    record Text(FileText.Read read) implements OnDisk {}
  }

  private OnDisk ask(Path file, @Nullable SchemaEntry known) throws IOException {
    try {
      Stamp stamp = Stamp.of(file);
      FileText seen = known == null ? null : known.seen();
      if (seen != null && seen.isCurrent(stamp)) {
        return new OnDisk.Same();
      }
      // One byte more than allowed is enough to detect a file that is too long.
      return known == null && stamp.kind() == FileKind.DIRECTORY
          ? new OnDisk.Nothing()
          : new OnDisk.Text(FileText.read(file, maxBytes + 1));
    } catch (NoSuchFileException e) {
      if (Files.isSymbolicLink(file)) {
        throw new FileSystemException(null, null, "it is a link to nothing");
      }
      return new OnDisk.Nothing();
    }
  }

  private static SchemaEntry unreadable(
      String name, Path file, @Nullable SchemaEntry known, String reason) {
    var problem = new SchemaProblem.Unreadable(reason);
    return known != null && known.faults().equals(List.of(problem))
        ? known
        : faulty(name, file, null, known, List.of(problem));
  }

  private SchemaEntry read(
      String name, Path file, FileText.Read read, @Nullable SchemaEntry known, long others) {
    FileText seen = known == null ? null : known.seen();
    if (known != null && seen != null && seen.isSameContent(read.text())) {
      return new SchemaEntry(name, file, read.text(), known.good(), known.faults());
    }
    long weight = SchemaWeight.of(read.bytes());
    if (others + weight > memory) {
      // Without a fingerprint, so that it is read again when there may be room.
      return unreadable(
          name,
          file,
          known,
          "with it, the schemas of the directory would take more than "
              + memory
              + " bytes of memory, see --max-schema-memory");
    }
    try {
      return switch (reader.read(read.bytes(), maxBytes)) {
        case SchemaResult.Parsed(var schema) ->
            new SchemaEntry(
                name,
                file,
                read.text(),
                new SchemaEntry.Good(schema, read.bytes(), weight),
                List.of());
        case SchemaResult.Invalid(var problems, _) ->
            faulty(name, file, read.text(), known, problems);
      };
    } catch (RuntimeException | StackOverflowError e) {
      // Other files aren't affected.
      LOG.error("schemas: reading {} fails, which is a defect of Rowgate", name, e);
      return faulty(name, file, read.text(), known, List.of(new InputProblem.InternalError()));
    }
  }

  private static SchemaEntry faulty(
      String name,
      Path file,
      @Nullable FileText seen,
      @Nullable SchemaEntry known,
      List<? extends Problem> faults) {
    return new SchemaEntry(name, file, seen, known == null ? null : known.good(), faults);
  }
}
