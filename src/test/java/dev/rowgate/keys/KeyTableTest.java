package dev.rowgate.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.ByteLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTableTest {

  @TempDir private Path dir;

  private static long add(KeyTable table, String key, long record) {
    assertThat(table.makeRoom(1)).isTrue();
    byte[] bytes = key.getBytes(UTF_8);
    return table.add(bytes, bytes.length, record);
  }

  private static boolean contains(KeyTable table, String key) {
    byte[] bytes = key.getBytes(UTF_8);
    return table.contains(bytes, bytes.length);
  }

  private static SpillingScratch scratch(long memory, SpillingScratch.Disk disk, long diskBytes) {
    return new SpillingScratch(new ByteLimit(memory), disk, diskBytes);
  }

  /// Starts with two slots, so that it grows often and keys collide, first in memory, then on disk.
  @Property(tries = 100)
  void it_says_what_a_map_would(
      @ForAll @Size(max = 300) List<@IntRange(max = 120) Integer> keys,
      @ForAll @IntRange(max = 4_000) int memory) {
    Path parent = temporaryDirectory();
    var disk = new TestDisk(parent, Long.MAX_VALUE);
    // No memory is exempt from the budget: everything else spills.
    var scratch = scratch(memory, disk, Long.MAX_VALUE).withoutOrdinary();
    Map<Integer, Long> reference = new HashMap<>();
    try (var table = new KeyTable(scratch, SipHash.ofRandomKey(), 1)) {
      long record = 0;
      for (int key : keys) {
        record++;
        Long first = reference.putIfAbsent(key, record);

        assertThat(contains(table, "key " + key)).isEqualTo(first != null);
        assertThat(add(table, "key " + key, record)).isEqualTo(first == null ? 0 : first);
        assertThat(table.size()).isEqualTo(reference.size());
      }
      reference.keySet().forEach(key -> assertThat(contains(table, "key " + key)).isTrue());
      assertThat(contains(table, "another")).isFalse();
    }
    assertThat(disk.used()).isZero();
    assertThat(filesIn(parent)).isEmpty();
  }

  @Test
  void it_moves_to_disk_when_the_memory_is_full_and_forgets_nothing() {
    var disk = new TestDisk(dir, Long.MAX_VALUE);
    var memory = new ByteLimit(200_000);
    try (var table = new KeyTable(new SpillingScratch(memory, disk, Long.MAX_VALUE))) {
      for (int i = 1; i <= 2_000; i++) {
        assertThat(add(table, "key " + i, i)).isZero();
      }
      assertThat(disk.files()).isZero();
      assertThat(memory.used()).isEqualTo(4_096 * KeyTable.SLOT_BYTES);

      for (int i = 2_001; i <= 20_000; i++) {
        assertThat(add(table, "key " + i, i)).isZero();
      }

      assertThat(disk.files()).isEqualTo(3);
      assertThat(disk.used()).isEqualTo(32_768 * KeyTable.SLOT_BYTES);
      assertThat(memory.used()).isZero();
      for (int i = 1; i <= 20_000; i++) {
        assertThat(add(table, "key " + i, 99_999)).isEqualTo(i);
      }
    }
    assertThat(disk.used()).isZero();
  }

  /// A table of 4,096 slots holds 2,730 keys; the next one needs a table of twice the size beside
  /// it.
  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void the_budget_is_kept_to_the_byte(long more) {
    long both = (4_096L + 8_192L) * KeyTable.SLOT_BYTES;
    var disk = new TestDisk(dir, Long.MAX_VALUE);
    try (var table = new KeyTable(scratch(0, disk, both + more).withoutOrdinary())) {
      for (int i = 1; i <= 2_730; i++) {
        add(table, "key " + i, i);
      }

      assertThat(table.makeRoom(1)).isEqualTo(more >= 0);
      assertThat(table.size()).isEqualTo(2_730);
      assertThat(contains(table, "key 2730")).isTrue();
    }
  }

  @Test
  void what_all_runs_share_on_disk_bounds_one() {
    var disk = new TestDisk(dir, 100);
    try (var table = new KeyTable(scratch(0, disk, Long.MAX_VALUE).withoutOrdinary())) {
      assertThat(table.makeRoom(1)).isFalse();
    }
    assertThat(disk.used()).isZero();
  }

  @Test
  void a_file_that_cannot_be_made_is_no_room() {
    var disk = new TestDisk(dir.resolve("not there"), Long.MAX_VALUE);
    try (var table = new KeyTable(scratch(0, disk, Long.MAX_VALUE).withoutOrdinary())) {
      assertThat(table.makeRoom(1)).isFalse();
    }
    assertThat(disk.used()).isZero();
  }

  @Test
  void a_small_table_needs_no_file_whatever_others_have_taken() {
    try (var table = new KeyTable(scratch(0, SpillingScratch.NO_DISK, Long.MAX_VALUE))) {
      assertThat(table.makeRoom(600)).isTrue();
      assertThat(table.makeRoom(3_000)).isFalse();
    }
  }

  @Test
  void a_table_without_keys_takes_nothing() {
    var memory = new ByteLimit(1_000_000);
    try (var table = new KeyTable(new SpillingScratch(memory, SpillingScratch.NO_DISK, 0))) {
      assertThat(contains(table, "key")).isFalse();
      assertThat(memory.used()).isZero();
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("rowgate-keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The directory is deleted afterwards.
  private static List<Path> filesIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found = files.toList();
      Files.deleteIfExists(directory);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
