package dev.rowgate.http.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.problem.InputProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the queue on disk: order, limits, and that no files remain.
class SpoolTest {

  private static final int BLOCKS = 300;

  @TempDir Path parent;

  @Test
  void blocks_come_out_as_they_went_in_however_they_are_mixed() throws Exception {
    var random = new Random(1);
    try (var spools = spools(1 << 30, 1 << 30);
        var spool = spools.forOneAnswer()) {
      int in = 0;
      int out = 0;
      while (out < BLOCKS) {
        if (in < BLOCKS && (spool.isEmpty() || random.nextBoolean())) {
          assertThat(spool.append(block(in++))).isNull();
        } else {
          var taken = new Block();
          spool.take(taken);
          assertThat(taken.asBuffer()).as("block %d", out).isEqualTo(block(out++).asBuffer());
        }
      }
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spools.bytesInUse()).isZero();
    }
  }

  @Test
  void one_answer_gets_no_more_than_its_share() throws Exception {
    try (var spools = spools(50_000, 1 << 30);
        var spool = spools.forOneAnswer()) {
      InputProblem full = null;
      for (int i = 0; full == null; i++) {
        full = spool.append(block(i));
      }
      assertThat(full).isInstanceOf(InputProblem.SpoolFull.class);
      assertThat(full.message()).contains("50000 bytes");
      assertThat(spools.bytesInUse()).isPositive().isLessThanOrEqualTo(50_000);
    }
  }

  @Test
  void all_answers_share_one_room_and_each_gives_its_part_back() throws Exception {
    try (var spools = spools(1 << 30, 50_000);
        var second = spools.forOneAnswer()) {
      try (var first = spools.forOneAnswer()) {
        assertThat(first.append(noise())).isNull();
        assertThat(second.append(noise())).isInstanceOf(InputProblem.SpoolFull.class);
      }
      assertThat(spools.bytesInUse()).isZero();
      assertThat(second.append(noise())).isNull();
    }
  }

  @Test
  void a_directory_that_was_removed_is_made_anew() throws Exception {
    try (var spools = spools(1 << 30, 1 << 30);
        var spool = spools.forOneAnswer()) {
      Path before = theOne(parent);
      Files.delete(before.resolve("lock"));
      Files.delete(before);
      assertThat(spool.append(noise())).isNull();
      assertThat(theOne(parent)).isNotEqualTo(before).isDirectory();
      assertThat(spools.failures()).isZero();
    }
    try (var left = Files.list(parent)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_disk_that_fails_is_no_full_one_and_may_work_again() throws Exception {
    Path gone = parent.resolve("gone");
    Files.createDirectory(gone);
    try (var spools =
            new Spools(SpoolDirectory.create(gone), new Spooling(gone, 1 << 30, 1 << 30));
        var spool = spools.forOneAnswer()) {
      Files.delete(theOne(gone).resolve("lock"));
      Files.delete(theOne(gone));
      Files.delete(gone);
      assertThat(spool.append(noise())).isInstanceOf(InputProblem.StorageFailed.class);
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spools.bytesInUse()).isZero();
      assertThat(spools.failures()).isEqualTo(1);
      assertThat(spools.isUsable()).isFalse();
      Files.createDirectory(gone);
      assertThat(spools.isUsable()).isTrue();
      assertThat(spool.append(noise())).isNull();
    }
  }

  @Test
  void the_directory_is_nobody_else_s_shows_no_file_and_goes_with_the_service() throws Exception {
    Path directory;
    try (var spools = spools(1 << 30, 1 << 30);
        var spool = spools.forOneAnswer()) {
      directory = theOne(parent);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
          .isEqualTo("rwx------");
      assertThat(spool.append(noise())).isNull();
      try (var files = Files.list(directory)) {
        assertThat(files.map(file -> file.getFileName().toString())).containsOnly("lock");
      }
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void what_a_dead_process_left_is_swept_and_nothing_else() throws Exception {
    Path dead = Files.createDirectory(parent.resolve("rowgate-spool-dead"));
    Files.writeString(dead.resolve("lock"), "");
    Files.writeString(dead.resolve("1.spool"), "left");
    Files.setLastModifiedTime(dead.resolve("lock"), FileTime.fromMillis(0));
    Path starting = Files.createDirectory(parent.resolve("rowgate-spool-starting"));
    Files.writeString(starting.resolve("lock"), "");
    Path other = Files.createDirectory(parent.resolve("rowgate-spool-other"));
    Files.writeString(other.resolve("mine.txt"), "");
    Path link = Files.createSymbolicLink(parent.resolve("rowgate-spool-link"), dead);
    try (var _ = spools(1, 1);
        var _ = spools(1, 1)) {
      assertThat(dead).doesNotExist();
      assertThat(starting.resolve("lock")).exists();
      assertThat(other.resolve("mine.txt")).exists();
      assertThat(Files.isSymbolicLink(link)).isTrue();
      try (var left = Files.list(parent)) {
        // Two of this process, the starting one, and the other one.
        assertThat(left.filter(Files::isDirectory)).hasSize(4);
      }
    }
  }

  private static Path theOne(Path parent) throws Exception {
    try (var all = Files.list(parent)) {
      return all.toList().getFirst();
    }
  }

  private Spools spools(long each, long all) throws Exception {
    return new Spools(SpoolDirectory.create(parent), new Spooling(parent, each, all));
  }

  private static Block block(int number) {
    byte[] text = ("{\"line\":" + number + "}\n").repeat(1 + number * 7).getBytes(UTF_8);
    var block = new Block();
    block.append(text, 0, text.length);
    return block;
  }

  /// Incompressible.
  private static Block noise() {
    byte[] bytes = new byte[Block.SIZE];
    new Random(2).nextBytes(bytes);
    var block = new Block();
    block.append(bytes, 0, bytes.length);
    return block;
  }
}
