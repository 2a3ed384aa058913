package dev.rowgate.cli.files;

import dev.rowgate.options.CsvName;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finder of the inputs that files, directories and globs denote.
///
/// Files that can't be read are included, with the reason, so that they are counted.
public final class InputFinder extends SimpleFileVisitor<Path> {

  private final Path base;
  private final PathMatcher wanted;
  private final PathMatcher entered;
  private final List<FoundInput> found = new ArrayList<>();

  /// @param entered matches the directories that may have wanted files, at any depth
  private InputFinder(Path base, PathMatcher wanted, PathMatcher entered) {
    this.base = base;
    this.wanted = wanted;
    this.entered = entered;
  }

  /// Whether a name that doesn't exist is a glob.
  public static boolean isGlob(String name) {
    return Glob.hasWildcard(name);
  }

  /// Finds the inputs: in the order of the given names, and within one directory or glob in the
  /// order of paths.
  public static List<FoundInput> find(List<Path> given) {
    return given.stream().flatMap(each -> find(each).stream()).toList();
  }

  private static List<FoundInput> find(Path given) {
    if (Files.isDirectory(given)) {
      List<FoundInput> inDirectory =
          walk(
              given,
              Integer.MAX_VALUE,
              path -> CsvName.isCsv(String.valueOf(path.getFileName())),
              _ -> true);
      return inDirectory.isEmpty() ? List.of(nothingIn(given)) : inDirectory;
    }
    if (!Files.exists(given) && isGlob(given.toString())) {
      List<FoundInput> matching = matching(given);
      if (!matching.isEmpty()) {
        return matching;
      }
    }
    return List.of(new FoundInput(given, given.getFileName(), null));
  }

  private static FoundInput nothingIn(Path directory) {
    String reason = "is a directory without files of the kinds " + CsvName.KINDS;
    Path name = directory.getFileName();
    return new FoundInput(
        directory, name == null ? directory : name, new FileSystemException(null, null, reason));
  }

  private static List<FoundInput> matching(Path glob) {
    Path base = glob.isAbsolute() ? glob.getRoot() : Path.of("");
    int fixed = 0;
    while (!isGlob(glob.getName(fixed).toString())) {
      base = base.resolve(Glob.unescaped(glob.getName(fixed).toString()));
      fixed++;
    }
    String text = glob.toString();
    Pattern pattern = Glob.compile(text);
    return pattern != null && Files.isDirectory(base)
        ? walk(
            base,
            text.contains("**") ? Integer.MAX_VALUE : glob.getNameCount() - fixed,
            path -> pattern.matcher(path.toString()).matches(),
            directory -> Glob.mayEnter(pattern, directory.toString()))
        : List.of();
  }

  private static List<FoundInput> walk(
      Path base, int depth, PathMatcher wanted, PathMatcher entered) {
    var finder = new InputFinder(base, wanted, entered);
    try {
      Files.walkFileTree(base, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, finder);
    } catch (IOException e) {
      finder.add(base, e);
    }
    finder.found.sort(Comparator.comparing(FoundInput::path));
    return finder.found;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    return mayHold(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
  }

  private boolean mayHold(Path directory) {
    return directory.equals(base) || entered.matches(directory);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (!attributes.isDirectory() && wanted.matches(file)) {
      add(file, broken(file, attributes));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) {
    // It may be a directory that can't be listed.
    if (mayHold(file) || wanted.matches(file)) {
      add(file, failure);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
    if (failure != null) {
      add(directory, failure);
    }
    return FileVisitResult.CONTINUE;
  }

  /// Returns why a file can't be an input; null if it may be one. Opening a pipe blocks until
  /// another process opens it for writing. The results of a name that can't be decoded would be
  /// named differently.
  private static @Nullable IOException broken(Path file, BasicFileAttributes attributes) {
    if (attributes.isOther()) {
      return new FileSystemException(
          file.toString(),
          null,
          "is a pipe, a socket or a device, which is only read if it is named itself");
    }
    // A symbolic link at this point is dangling; the attempt to read it reports that.
    return FileNames.isExact(file)
        ? null
        : new FileSystemException(file.toString(), null, "its name is not UTF-8");
  }

  private void add(Path path, @Nullable IOException broken) {
    boolean isWithin = !base.toString().isEmpty() && path.getNameCount() > base.getNameCount();
    Path name = isWithin ? path.subpath(base.getNameCount(), path.getNameCount()) : path;
    found.add(new FoundInput(path, name, broken));
  }
}
