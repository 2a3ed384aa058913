package dev.rowgate.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// An external program that may be installed on this machine.
///
/// @param first arguments of every run, before those of the run
public record Tool(Path path, List<String> first) {

  /// Where `.ci/tools` installs missing programs.
  private static final String INSTALLED = "target/tools/bin:";

  public Tool(Path path) {
    this(path, List.of());
  }

  /// A program of the JDK that runs this test. One JIT compiler and a simple collector take less
  /// processor time in short runs.
  public static Tool jdk(String name) {
    String toJvm = name.equals("java") ? "" : "-J";
    return new Tool(
        Path.of(System.getProperty("java.home"), "bin", name),
        List.of(toJvm + "-XX:TieredStopAtLevel=1", toJvm + "-XX:+UseSerialGC"));
  }

  /// Skips the test, naming the program, if it can't be found.
  public static Tool needed(String name) {
    Path path =
        Stream.of((INSTALLED + System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
            .map(directory -> Path.of(directory, name).toAbsolutePath())
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeTrue(path != null, name + " is not on this machine");
    return new Tool(path);
  }

  /// @param output of both streams
  public record Ran(int exit, String output) {

    /// @return the output
    public String good() {
      assertThat(exit).as(output).isZero();
      return output;
    }
  }

  /// Runs the program to its end, in the root folder of the project.
  public Ran run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(first);
    command.addAll(List.of(arguments));
    return run(new ProcessBuilder(command));
  }

  static Ran run(ProcessBuilder builder) {
    try {
      Path none = Path.of("/dev/null");
      Process process = builder.redirectErrorStream(true).redirectInput(none.toFile()).start();
      try {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ran(process.waitFor(), output);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
