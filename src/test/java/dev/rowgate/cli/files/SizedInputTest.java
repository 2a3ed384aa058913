package dev.rowgate.cli.files;

import static dev.rowgate.cli.Ran.rowgate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rowgate.cli.Ran;
import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests of files that become shorter while they are read. [ChangedInputIT] tests the commands as
/// processes.
class SizedInputTest {

  @TempDir Path dir;

  private Path file(int bytes) throws IOException {
    return Files.write(dir.resolve("file"), new byte[bytes]);
  }

  private static void truncate(Path file, long size) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static InputProblem.InputChanged changed(InputStream in) {
    var thrown = catchThrowable(in::readAllBytes);
    return ((SizedInput.Changed) thrown).problem();
  }

  @Test
  void a_file_that_stays_is_read_to_its_end() throws IOException {
    try (InputStream in = SizedInput.open(file(1000))) {
      assertThat(in.readAllBytes()).hasSize(1000);
    }
  }

  @Test
  void less_than_there_was_at_the_start_is_told() throws IOException {
    Path file = file(1000);
    try (InputStream in = SizedInput.open(file)) {
      assertThat(in.readNBytes(300)).hasSize(300);
      truncate(file, 400);

      assertThat(changed(in)).isEqualTo(new InputProblem.InputChanged(1000, 400, 400));
    }
  }

  @Test
  void a_file_that_is_shorter_than_what_was_read_is_told() throws IOException {
    Path file = file(1000);
    try (InputStream in = SizedInput.open(file)) {
      assertThat(in.readNBytes(1000)).hasSize(1000);
      truncate(file, 999);

      assertThat(changed(in)).isEqualTo(new InputProblem.InputChanged(1000, 999, 1000));
    }
  }

  @Test
  void one_that_was_empty_grew_and_was_emptied_is_told() throws IOException {
    Path file = file(0);
    try (InputStream in = SizedInput.open(file)) {
      Files.write(file, new byte[10], StandardOpenOption.APPEND);
      assertThat(in.readNBytes(10)).hasSize(10);
      truncate(file, 0);

      assertThat(changed(in)).isEqualTo(new InputProblem.InputChanged(0, 0, 10));
    }
  }

  @Test
  void another_file_of_the_same_name_has_no_time() throws IOException {
    Path file = file(1000);
    try (InputStream in = SizedInput.open(file)) {
      SizedInput opened = Objects.requireNonNull(SizedInput.ofWhole(in));
      long before = opened.modified();
      Path other = Files.write(file.resolveSibling("other"), new byte[2000]);
      Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
      Files.move(other, file, REPLACE_EXISTING);

      assertThat(before).isPositive();
      assertThat(opened.modified()).isEqualTo(SizedInput.REPLACED);
      assertThat(opened.sizeNow()).isEqualTo(1000);
    }
  }

  @Test
  void a_file_that_grows_is_read_to_its_new_end() throws IOException {
    Path file = file(1000);
    try (InputStream in = SizedInput.open(file)) {
      assertThat(in.readNBytes(1000)).hasSize(1000);
      Files.write(file, new byte[500], StandardOpenOption.APPEND);

      assertThat(in.readAllBytes()).hasSize(500);
    }
  }

  @Test
  void of_one_that_is_read_in_part_only_that_part_counts() throws IOException {
    Path file = file(1000);
    try (InputStream in = SizedInput.open(file)) {
      assertThat(in.readNBytes(300)).hasSize(300);
      truncate(file, 300);
      SizedInput.checkPartlyRead(in);
      truncate(file, 299);

      assertThatThrownBy(() -> SizedInput.checkPartlyRead(in))
          .isInstanceOf(SizedInput.Changed.class);
    }
  }

  @Test
  void files_without_a_size_of_their_own_are_no_fault() throws IOException {
    Path generated = Path.of("/proc/self/status");
    assumeTrue(Files.exists(generated), "no /proc here");

    try (InputStream in = SizedInput.open(generated)) {
      assertThat(in.readAllBytes()).isNotEmpty();
    }
  }

  @Test
  void a_device_has_no_size() throws IOException {
    try (InputStream in = SizedInput.open(Path.of("/dev/zero"))) {
      assertThat(in.readNBytes(10)).hasSize(10);
      SizedInput.checkPartlyRead(in);
    }
  }

  @Test
  void a_run_ends_with_the_fault_and_keeps_the_older_output() throws IOException {
    Path csv = Files.writeString(dir.resolve("x.csv"), "a\n" + "1\n".repeat(200_000));
    var out =
        new OutputStream() {
          private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (taken.size() == 0) {
              truncate(csv, 200_000);
            }
            taken.write(bytes, offset, length);
          }
        };

    Ran ran = Ran.with(InputStream.nullInputStream(), out, "transform", csv.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(ran.err())
        .contains("400002 bytes at the start, 200000 at the end", "[input-changed]");
    assertThat(out.taken.toString(UTF_8).lines().reduce("", (_, line) -> line))
        .startsWith("{\"_summary\":{\"complete\":false,")
        .contains("\"fault\":{\"code\":\"input-changed\",");
  }

  /// The input fails as a truncated file does.
  @Test
  void every_command_makes_it_exit_code_3() {
    for (String command : new String[] {"transform", "validate", "infer"}) {
      var out = new ByteArrayOutputStream();
      Ran ran = Ran.with(new Cut("a\n1\n"), out, command);

      assertThat(ran.exit()).as(command).isEqualTo(ExitCode.INPUT_BROKEN);
      assertThat(ran.err()).as(command).contains("[input-changed]");
      assertThat(out.toString(UTF_8)).as(command).doesNotContain("\"complete\":true");
    }
  }

  @Test
  void a_directory_is_no_file() {
    assertThat(rowgate("infer", dir.toString()).err()).contains("is a directory");
  }

  /// Ends like the [SizedInput] of a truncated file.
  private static final class Cut extends InputStream {

    private final ByteBuffer bytes;

    Cut(String text) {
      bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Override
    public int read() throws IOException {
      if (!bytes.hasRemaining()) {
        throw new SizedInput.Changed(new InputProblem.InputChanged(9, 4, 4));
      }
      return bytes.get();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int first = read();
      into[offset] = (byte) first;
      return 1;
    }
  }
}
