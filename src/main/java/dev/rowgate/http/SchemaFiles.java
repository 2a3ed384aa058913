package dev.rowgate.http;

import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of the schema directory, as they lie on the disk. Nothing here has seen a request.
final class SchemaFiles {

  private static final String EXTENSION = ".json";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /// What a name must be, for a person.
  static final String NAME_RULE =
      "1 to 64 of A-Z a-z 0-9 . _ - before .json, a letter or digit first";

  private final Path directory;
  private final int maxBytes;

  SchemaFiles(Path directory, int maxBytes) {
    this.directory = directory;
    this.maxBytes = maxBytes;
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /// @param named the schemas' files by name, sorted
  /// @param unnameable names of files that end in `.json` and can't be asked for
  record Found(Map<String, Path> named, List<String> unnameable) {}

  /// Files that don't end in `.json` are somebody else's.
  Found list() throws IOException {
    var named = new TreeMap<String, Path>();
    var unnameable = new java.util.ArrayList<String>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String fileName = file.getFileName().toString();
        if (!fileName.endsWith(EXTENSION) || Files.isDirectory(file)) {
          continue;
        }
        String name = fileName.substring(0, fileName.length() - EXTENSION.length());
        if (isName(name)) {
          named.put(name, file);
        } else {
          unnameable.add(fileName);
        }
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    return new Found(named, unnameable);
  }

  /// The CSV of that name, or null. What isn't a schema's name is no name of a file here: no path
  /// leads out of the directory.
  @Nullable Path reference(String name) {
    if (!isName(name)) {
      return null;
    }
    Path file = directory.resolve(name + ".csv");
    return Files.isRegularFile(file) ? file : null;
  }

  /// When files last came or went.
  Stamp stamp() throws IOException {
    return Stamp.of(directory);
  }

  /// @param before what was known of the file: where it is wrong now, its last good state stays
  SchemaEntry read(String name, Path file, @Nullable SchemaEntry before) throws IOException {
    // The stamp first: a file that is written meanwhile is read once more.
    Stamp stamp = Stamp.of(file);
    byte[] text;
    try (var in = Files.newInputStream(file)) {
      text = in.readNBytes(maxBytes + 1);
    }
    return switch (SchemaReader.read(text, maxBytes)) {
      case SchemaResult.Parsed(var schema) ->
          new SchemaEntry(name, file, stamp, new SchemaEntry.Good(schema, text), List.of());
      case SchemaResult.Invalid(List<SchemaProblem> problems) ->
          new SchemaEntry(name, file, stamp, before == null ? null : before.good(), problems);
    };
  }
}
