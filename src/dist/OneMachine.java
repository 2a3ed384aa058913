import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// `java OneMachine.java JAR WRITTEN NATIVE LEVEL`: rewrites JAR with deflate level LEVEL (0 to 9),
/// without zstd-jni's native libraries, and extracts the one for this machine to NATIVE.
///
/// An archive and an image are for one machine type. A library that is a file needn't be unpacked
/// into a directory for temporary files, which may be mounted with noexec.
///
/// Order and dates of the entries stay, so that two builds give the same bytes.
final class OneMachine {

  private static final Map<String, String> SYSTEMS = Map.of("linux", "linux", "mac os x", "darwin");

  public static void main(String... arguments) throws IOException {
    String mine =
        SYSTEMS.get(System.getProperty("os.name").toLowerCase(Locale.ROOT))
            + '/'
            + System.getProperty("os.arch")
            + '/';
    try (var from = new ZipFile(arguments[0]);
        OutputStream file = Files.newOutputStream(Path.of(arguments[1]));
        var to = new ZipOutputStream(file)) {
      to.setLevel(Integer.parseInt(arguments[3]));
      for (ZipEntry entry : from.stream().toList()) {
        String name = entry.getName();
        try (InputStream content = from.getInputStream(entry)) {
          if (!name.contains("/libzstd-jni-")) {
            var copy = new ZipEntry(name);
            copy.setTime(entry.getTime());
            to.putNextEntry(copy);
            content.transferTo(to);
            to.closeEntry();
          } else if (name.startsWith(mine)) {
            Files.copy(content, Path.of(arguments[2]));
          }
        }
      }
    }
  }
}
