package dev.rowgate.http.watched;

import dev.rowgate.http.machine.SchemaWeight;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of the schema directory, as they are on disk. Whatever is wrong with one of them is a
/// fault of that one.
public final class SchemaFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaFiles.class);

  private static final String EXTENSION = ".json";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /// So many names that can't be used are listed.
  private static final int MOST_UNNAMEABLE = 20;

  /// What a name must be, for a person.
  static final String NAME_RULE =
      "1 to 64 of A-Z a-z 0-9 . _ - before .json, a letter or digit first";

  private final Path directory;
  private final int maxSchemas;
  private final int maxBytes;
  private final long memory;
  private final Reader reader;

  /// What makes a schema of a text of so many bytes at most.
  @FunctionalInterface
  public interface Reader {
    SchemaResult read(byte[] json, int maxBytes);
  }

  SchemaFiles(Path directory, Limits limits, Reader reader) {
    this.directory = directory;
    this.reader = reader;
    this.maxSchemas = limits.schemas();
    this.maxBytes = limits.schemaBytes();
    this.memory =
        limits.schemaMemory() == 0 ? Runtime.getRuntime().maxMemory() / 4 : limits.schemaMemory();
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /// @param named the schemas' files by name, sorted
  /// @param unnameable names of files that end in `.json` and can't be asked for, the first of them
  record Found(Map<String, Path> named, List<String> unnameable) {}

  /// Files that don't end in `.json` are no schemas.
  Found list() throws IOException {
    var named = new TreeMap<String, Path>();
    var unnameable = new ArrayList<String>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + EXTENSION)) {
      for (Path file : files) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - EXTENSION.length());
        if (isName(name)) {
          named.put(name, file);
        } else if (unnameable.size() < MOST_UNNAMEABLE && !Files.isDirectory(file)) {
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

  /// The CSV of that name, or null. What isn't a schema's name is no name of a file here: no path
  /// leads out of the directory.
  @Nullable InputStream reference(String name) throws IOException {
    if (!isName(name)) {
      return null;
    }
    Path file = directory.resolve(name + ".csv");
    return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
  }

  /// When files last came or went.
  Stamp stamp() throws IOException {
    return Stamp.of(directory);
  }

  /// Looks at a file, and reads it if it may have changed.
  ///
  /// @param known what was known of the file; where it is wrong now, its last good state stays
  /// @param others memory that the other schemas take
  /// @return `known` if nothing has changed; null for what is gone, and for a directory where there
  ///   was no schema
  @Nullable SchemaEntry look(String name, Path file, @Nullable SchemaEntry known, long others) {
    try {
      Stamp stamp = Stamp.of(file);
      FileText seen = known == null ? null : known.seen();
      if (seen != null && seen.isCurrent(stamp)) {
        return known;
      }
      return known == null && stamp.kind() == FileKind.DIRECTORY
          ? null
          : read(name, file, known, others);
    } catch (NoSuchFileException e) {
      return Files.isSymbolicLink(file)
          ? unreadable(name, file, known, "it is a link to nothing")
          : null;
    } catch (IOException e) {
      return unreadable(name, file, known, FileFailure.reason(e));
    }
  }

  private static SchemaEntry unreadable(
      String name, Path file, @Nullable SchemaEntry known, String reason) {
    var problem = new SchemaProblem.Unreadable(reason);
    return known != null && known.faults().equals(List.of(problem))
        ? known
        : faulty(name, file, null, known, List.of(problem));
  }

  private SchemaEntry read(String name, Path file, @Nullable SchemaEntry known, long others)
      throws IOException {
    // One byte more than is allowed is enough to see that it is too long.
    FileText.Read read = FileText.read(file, maxBytes + 1);
    FileText seen = known == null ? null : known.seen();
    if (known != null && seen != null && seen.isSameContent(read.text())) {
      return new SchemaEntry(name, file, read.text(), known.good(), known.faults());
    }
    long weight = SchemaWeight.of(read.bytes());
    if (others + weight > memory) {
      // Without what was seen of it, so that it is read again when there may be room.
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
        case SchemaResult.Invalid(var problems) -> faulty(name, file, read.text(), known, problems);
      };
    } catch (RuntimeException | StackOverflowError e) {
      // No other file is the worse for it.
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
