package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdOutputStream;
import dev.rowgate.SentSignals;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests a file that is truncated while a process reads it, for each command and each way to name
/// the file.
@Timeout(240)
class ChangedInputIT {

  private static final String ROWGATE = System.getProperty("rowgate.executable");
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  /// Reading it takes some tenths of a second.
  private static final int ROWS = 2_000_000;

  /// The files, each made once and copied for each test.
  @TempDir static Path files;

  @TempDir Path dir;

  @BeforeEach
  void needsProc() {
    assumeTrue(Files.exists(Path.of("/proc/self/fdinfo/0")), "no /proc here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transform FILE            | plain",
        "transform FILE -o OUT     | plain",
        "transform < FILE          | plain",
        "transform - -o OUT < FILE | plain",
        "transform FILE            | gzip",
        "validate FILE             | plain",
        "validate < FILE           | plain",
        "infer --whole FILE        | plain",
        "infer --whole < FILE      | gzip",
        "transform --schema KEYS --reference r=FILE SMALL | plain",
        "transform --schema SELF FILE   | plain",
        "transform --schema SELF < FILE | plain",
      })
  void a_file_that_is_truncated_is_no_complete_input(String command, String kind) throws Exception {
    Path file = prepare(kind);
    Stopped stopped = stoppedWhileItReads(command, file);
    Process process = stopped.process;
    try {
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(1 << 20);
      }
      assertChanged(process);
    } finally {
      process.destroyForcibly();
    }
  }

  /// What is read on can't be decompressed, as when a file is written anew in place.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transform FILE                | gzip",
        "transform FILE                | zstd",
        "transform < FILE              | gzip",
        "transform < FILE              | zstd",
        "transform FILE -o OUT         | gzip",
        "validate FILE                 | zstd",
        "validate < FILE               | gzip",
        "infer --whole FILE            | gzip",
        "infer --whole < FILE          | gzip",
        "infer --whole < FILE          | zstd",
        "transform --schema SELF FILE  | gzip",
        "validate --schema SELF < FILE | gzip",
        "transform --schema KEYS --reference r=FILE SMALL | zstd",
      })
  void the_size_is_compared_before_the_compression_is_blamed(String command, String kind)
      throws Exception {
    Path file = prepare(kind);
    Stopped stopped = stoppedWhileItReads(command, file);
    Process process = stopped.process;
    try {
      long size = Files.size(file);
      long end = (stopped.position + size) / 2;
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.allocate((int) (end - stopped.position)), stopped.position);
        channel.truncate(end);
      }
      assertChanged(process);
    } finally {
      process.destroyForcibly();
    }
  }

  private void assertChanged(Process process) throws Exception {
    SentSignals.send(process, "CONT");

    assertThat(process.waitFor(120, SECONDS)).isTrue();
    assertThat(Files.readString(dir.resolve("stderr"))).contains("[input-changed]");
    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(Files.readString(dir.resolve("stdout"))).doesNotContain("\"complete\":true");
    assertThat(dir.resolve("OUT")).hasContent("older");
  }

  @Test
  void stdin_is_read_on_from_where_it_stands() throws Exception {
    Files.writeString(dir.resolve("FILE"), "preamble\na,b\n1,2\n");
    Process process = start("{ read -r line; exec \"$0\" transform; } <FILE >stdout");

    assertThat(process.waitFor(120, SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readString(dir.resolve("stdout"))).startsWith("{\"a\":\"1\",\"b\":\"2\"}\n");
  }

  private Path prepare(String kind) throws IOException {
    Files.writeString(dir.resolve("SMALL"), "a,b\n1,2\n");
    Files.writeString(dir.resolve("KEYS"), schema("r"));
    Files.writeString(dir.resolve("SELF"), schema(""));
    Files.writeString(dir.resolve("OUT"), "older");
    return big(kind);
  }

  private static String schema(String resource) {
    return """
    {"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}],
     "foreignKeys": [{"fields": ["b"], "reference": {"resource": "%s", "fields": ["b"]}}]}
    """
        .formatted(resource);
  }

  private static OutputStream packed(OutputStream out, String kind) throws IOException {
    return switch (kind) {
      case "gzip" -> new GZIPOutputStream(out);
      case "zstd" -> new ZstdOutputStream(out);
      default -> out;
    };
  }

  private Path big(String kind) throws IOException {
    Path made = files.resolve(kind);
    if (!Files.exists(made)) {
      make(made, kind);
    }
    return Files.copy(made, dir.resolve("FILE"));
  }

  private static void make(Path file, String kind) throws IOException {
    var random = new Random(1);
    try (OutputStream out = Files.newOutputStream(file);
        OutputStream rows = new BufferedOutputStream(packed(out, kind), 1 << 16)) {
      rows.write("a,b\n".getBytes(UTF_8));
      for (int i = 0; i < ROWS / (kind.equals("gzip") ? 2 : 1); i++) {
        rows.write((random.nextLong() + ",2\n").getBytes(UTF_8));
      }
    }
  }

  private Process start(String command) throws IOException {
    var builder = new ProcessBuilder("sh", "-c", command, ROWGATE).directory(dir.toFile());
    builder.environment().put("ROWGATE_JAVA", JAVA);
    builder.redirectError(dir.resolve("stderr").toFile());
    return builder.start();
  }

  /// Starts the command, repeatedly if necessary, until it is stopped in the middle of the file.
  private record Stopped(Process process, long position) {}

  private Stopped stoppedWhileItReads(String command, Path file) throws Exception {
    String redirected = " >stdout" + (command.contains("<") ? "" : " </dev/null");
    while (true) {
      Process process = start("exec \"$0\" " + command + redirected);
      Optional<Path> descriptor = awaitRead(process, file);
      SentSignals.send(process, "STOP");
      awaitStop(process);
      long position = descriptor.isPresent() ? positionOf(descriptor.orElseThrow()) : 0;
      if (position > 0 && position < Files.size(file)) {
        return new Stopped(process, position);
      }
      process.destroyForcibly().waitFor();
    }
  }

  /// The signal stops each thread a little later.
  private static void awaitStop(Process process) throws Exception {
    Path tasks = Path.of("/proc/" + process.pid() + "/task");
    while (process.isAlive()) {
      try (Stream<Path> threads = Files.list(tasks)) {
        if (threads.allMatch(ChangedInputIT::isStopped)) {
          return;
        }
      } catch (IOException e) {
        // The process has ended.
      }
      Thread.sleep(1);
    }
  }

  private static boolean isStopped(Path thread) {
    try {
      return Files.readString(thread.resolve("stat")).contains(") T ");
    } catch (IOException e) {
      return true;
    }
  }

  private static long positionOf(Path descriptor) throws IOException {
    try {
      return position(descriptor);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /// Waits until the program, not a shell before it, has read part of the file.
  ///
  /// @return the descriptor; empty if the process has ended
  private static Optional<Path> awaitRead(Process process, Path file) throws Exception {
    Path descriptors = Path.of("/proc/" + process.pid() + "/fd");
    while (process.isAlive()) {
      try (Stream<Path> open = Files.list(descriptors)) {
        for (Path descriptor : open.toList()) {
          if (isOf(descriptor, file) && position(descriptor) > 0) {
            return Optional.of(descriptor);
          }
        }
      } catch (IOException e) {
        // The descriptor is closed again, or the process has ended.
      }
      Thread.sleep(1);
    }
    return Optional.empty();
  }

  private static boolean isOf(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file);
    } catch (IOException e) {
      return false;
    }
  }

  private static long position(Path descriptor) throws IOException {
    Path info = descriptor.resolveSibling("../fdinfo").resolve(descriptor.getFileName());
    String first = Files.readAllLines(info).getFirst();
    return Long.parseLong(first.replaceAll("\\D", ""));
  }
}
