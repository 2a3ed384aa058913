package dev.rowgate.cli.flags;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// What this program is called, to the build.
public final class Version {

  private Version() {}

  /// `rowgate 1.2.3`
  public static String line() {
    // The manifest is in the AOT cache; for a resource the jar is opened.
    String packaged = Version.class.getPackage().getImplementationVersion();
    return "rowgate " + (packaged == null ? built() : packaged);
  }

  /// Of the resource that the build wrote: for classes that are in no jar.
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
