package dev.rowgate.http.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which files are found unchanged without a call that may block.
class FileTextTest {

  @TempDir private Path dir;

  private Path file;
  private FileText text;

  @BeforeEach
  void read() throws Exception {
    file = Files.writeString(dir.resolve("a.json"), "{}");
    FileText read = FileText.read(file, 10).text();
    assumeTrue(read.local(), "the temporary directory is on no local disk");
    text = new FileText(read.stamp(), true, true, read.digest());
  }

  @Test
  void the_same_file_is() {
    assertThat(text.isCurrentLocally(file)).isTrue();
  }

  @Test
  void a_file_that_changed_a_moment_ago_is_not() {
    assertThat(new FileText(text.stamp(), false, true, "").isCurrentLocally(file)).isFalse();
  }

  @Test
  void a_file_of_another_file_system_is_not() {
    assertThat(new FileText(text.stamp(), true, false, "").isCurrentLocally(file)).isFalse();
  }

  @Test
  void a_changed_a_replaced_and_a_deleted_file_are_not() throws Exception {
    Path other = Files.writeString(dir.resolve("b.json"), "[]");
    Files.writeString(file, "[ ]");
    assertThat(text.isCurrentLocally(file)).isFalse();
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(text.isCurrentLocally(file)).isFalse();
    Files.delete(file);
    assertThat(text.isCurrentLocally(file)).isFalse();
  }

  /// Its target may be on a file system whose server is gone.
  @Test
  void a_link_to_the_same_file_is_not() throws Exception {
    Path moved = Files.move(file, dir.resolve("moved.json"));
    Files.createSymbolicLink(file, moved);
    FileText read = FileText.read(file, 10).text();
    assertThat(new FileText(read.stamp(), true, true, "").isCurrentLocally(file)).isFalse();
  }

  @Test
  void kernel_files_are_not() throws Exception {
    Path kernel = Path.of("/proc/version");
    assumeTrue(Files.exists(kernel), "/proc is not there");
    assertThat(FileText.read(kernel, 1_000).text().local()).isFalse();
  }
}
