package dev.rowgate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The process: its arguments, its streams, its exit code.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (List.of(args).equals(List.of("--version"))) {
      System.out.println("rowgate " + version());
    } else {
      System.err.println("rowgate: usage: rowgate --version");
      System.exit(2);
    }
  }

  /// The version that the build wrote into the resource `version`.
  static String version() {
    try (var resource = Main.class.getResourceAsStream("version")) {
      if (resource == null) {
        throw new IllegalStateException("built without its version");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
