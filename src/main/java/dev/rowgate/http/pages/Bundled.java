package dev.rowgate.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Text resources of the program.
public final class Bundled {

  private Bundled() {}

  /// @param name of the resource
  static String text(String name) {
    String text = find(name);
    if (text == null) {
      throw new IllegalStateException("built without " + name);
    }
    return text;
  }

  /// @param name of the resource
  /// @return null if there is none
  static @Nullable String find(String name) {
    try (var resource = Bundled.class.getResourceAsStream("/dev/rowgate/" + name)) {
      return resource == null ? null : new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The version that the build wrote.
  public static String version() {
    return text("version").strip();
  }
}
