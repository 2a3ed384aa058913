package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The real curl, as a process.
public final class Curl {

  /// Its exit codes for a response without its proper end: while receiving (18), sending (55),
  /// after a reset (56); on HTTP/2 92.
  static final List<Integer> CUT = List.of(18, 55, 56, 92);

  private Curl() {}

  /// @param out the body
  public record Result(int exit, String out, String err) {

    public List<String> lines() {
      return out.lines().toList();
    }
  }

  /// Skips the calling test if curl isn't installed.
  static void assumePresent() {
    boolean present =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "curl")));
    Assumptions.assumeTrue(present, "curl isn't installed");
  }

  /// Skips the calling test if curl doesn't support HTTP/2.
  public static void assumeHttp2() throws IOException, InterruptedException {
    Assumptions.assumeTrue(run("--version").out().contains("HTTP2"), "curl has no HTTP/2");
  }

  /// Skips the calling test if curl doesn't support the coding.
  static void assumeUnpacks(String coding) throws IOException, InterruptedException {
    String feature = coding.equals("gzip") ? "libz" : coding;
    Assumptions.assumeTrue(run("--version").out().contains(feature), "curl has no " + coding);
  }

  /// HTTP/2 with prior knowledge.
  public static Result http2(String... arguments) throws IOException, InterruptedException {
    assumeHttp2();
    var all = new ArrayList<String>(List.of("--http2-prior-knowledge"));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  /// Without `-f`: a problem document is a response.
  public static Result run(String... arguments) throws IOException, InterruptedException {
    assumePresent();
    Path out = Files.createTempFile("curl", ".out");
    Path err = Files.createTempFile("curl", ".err");
    try {
      var command = new ArrayList<String>(List.of("curl", "-q", "-sS", "--max-time", "120"));
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(150, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("curl doesn't end: " + command);
      }
      return new Result(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
