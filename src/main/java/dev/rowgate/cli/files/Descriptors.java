package dev.rowgate.cli.files;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Registry of the file descriptors that this process inherited, and parser of their names, such as
/// `/dev/fd/3`.
///
/// The system resolves such a name when it is opened. If the parent has closed the descriptor, its
/// number may by then belong to a file of the JVM, or to another file of the run. The descriptors
/// are therefore read once, before the run opens any file, and only on Linux.
final class Descriptors {

  private static final Path OWN = Path.of("/proc/self/fd");

  /// Directories of open file descriptors: `/proc/…/fd` and `/dev/fd`.
  private static final Pattern DIRECTORIES =
      Pattern.compile("/proc/([0-9]+)(?:/task/[0-9]+)?/fd|/dev/fd");

  /// Linux's limit on symbolic links in a path.
  private static final int MAX_LINKS = 40;

  private static final Pattern FLAGS = Pattern.compile("flags:\\s*([0-7]+)");
  private static final int ACCESS = 3;
  private static final int READ_ONLY = 0;
  private static final int WRITE_ONLY = 1;

  /// Holder of the access modes, initialised when they are first needed.
  private static final class AtStart {

    /// The access modes by descriptor number; null if they are unknown.
    private static final @Nullable Map<Integer, Integer> MODES = modes();

    private AtStart() {}
  }

  private Descriptors() {}

  /// Reads the descriptors at the first call. Must be called for each name before any file is
  /// opened.
  static void prepare(Path name) {
    if (name.startsWith("/dev") || name.startsWith("/proc")) {
      var _ = AtStart.MODES;
    }
  }

  /// Returns the descriptor that a name resolves to, of this process or another, open or not; null
  /// if it resolves to none.
  static @Nullable Path of(Path name) throws IOException {
    Path path = name.toAbsolutePath();
    for (int i = 0; i <= MAX_LINKS; i++) {
      if (directory(path) != null) {
        return path;
      }
      if (!Files.isSymbolicLink(path)) {
        return null;
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    return null;
  }

  /// Returns the number of a descriptor of this process; -1 for one of another process.
  static int ownNumber(Path descriptor) throws IOException {
    Matcher directory = directory(descriptor);
    String process = String.valueOf(ProcessHandle.current().pid());
    boolean own =
        directory != null && (directory.group(1) == null || directory.group(1).equals(process));
    return own ? Integer.parseInt(descriptor.getFileName().toString()) : -1;
  }

  private static @Nullable Matcher directory(Path path) throws IOException {
    Path name = path.getFileName();
    Path parent = path.getParent();
    if (name == null
        || parent == null
        || !name.toString().matches("[0-9]{1,9}")
        || !Files.isDirectory(parent)) {
      return null;
    }
    Matcher directory = DIRECTORIES.matcher(parent.toRealPath().toString());
    return directory.matches() ? directory : null;
  }

  /// @throws FileSystemException if the name resolves to a descriptor that can't be read from
  static void requireReadable(Path name) throws IOException {
    require(name, WRITE_ONLY, "reading");
  }

  /// @throws FileSystemException if the name resolves to a descriptor that can't be written to
  static void requireWritable(Path name) throws IOException {
    require(name, READ_ONLY, "writing");
  }

  private static void require(Path name, int wrong, String use) throws IOException {
    Path descriptor = of(name);
    int number = descriptor == null ? -1 : ownNumber(descriptor);
    Map<Integer, Integer> modes = number < 0 ? null : AtStart.MODES;
    if (modes == null) {
      return;
    }
    Integer mode = modes.get(number);
    // The launcher opens closed descriptors 0 to 2, each in the mode opposite to its use.
    if (mode == null || (mode == wrong && number <= 2)) {
      throw new FileSystemException(null, null, "it is closed");
    }
    if (mode == wrong) {
      throw new FileSystemException(null, null, "it is not open for " + use);
    }
  }

  private static @Nullable Map<Integer, Integer> modes() {
    if (!Files.isDirectory(OWN)) {
      return null;
    }
    var modes = new HashMap<Integer, Integer>();
    try (Stream<Path> all = Files.list(OWN)) {
      List<Path> ofJvm = ofJvm();
      for (Path each : all.toList()) {
        addTo(modes, each, ofJvm);
      }
      return modes;
    } catch (IOException e) {
      return null;
    }
  }

  private static void addTo(Map<Integer, Integer> modes, Path each, List<Path> ofJvm) {
    try {
      Path target = Files.readSymbolicLink(each);
      String name = each.getFileName().toString();
      String info = Files.readString(OWN.resolveSibling("fdinfo").resolve(name));
      Matcher flags = FLAGS.matcher(info);
      if (ofJvm.stream().noneMatch(target::startsWith) && flags.find()) {
        modes.put(Integer.parseInt(name), Integer.parseInt(flags.group(1), 8) & ACCESS);
      }
    } catch (IOException e) {
      // The descriptor was only open for listing the directory.
    }
  }

  /// Returns the JVM's directory and the files of this program.
  private static List<Path> ofJvm() throws IOException {
    var paths = new ArrayList<Path>();
    paths.add(Path.of(System.getProperty("java.home")).toRealPath());
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      if (Files.exists(Path.of(entry))) {
        paths.add(Path.of(entry).toRealPath());
      }
    }
    return paths;
  }
}
