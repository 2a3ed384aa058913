package dev.rowgate.cli.flags;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The name and version of the program, as set by the build.
public final class Version {

  private Version() {}

  /// Returns `rowgate 1.2.3`.
  public static String line() {
    // The manifest is in the AOT cache; a resource would require opening the jar.
    String packaged = Version.class.getPackage().getImplementationVersion();
    return "rowgate " + (packaged == null ? built() : packaged);
  }

  /// Returns the version from a resource, for classes that aren't in a jar.
  private static String built() {
    try (InputStream resource = Version.class.getResourceAsStream("/dev/rowgate/version")) {
      if (resource == null) {
        throw new IllegalStateException("built without its version");
      }
      return new String(resource.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
