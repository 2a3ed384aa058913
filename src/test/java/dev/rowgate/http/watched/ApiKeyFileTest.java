package dev.rowgate.http.watched;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A file of keys that changes while the service runs.
@Isolated
public class ApiKeyFileTest {

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private long writes;

  @TempDir private Path dir;
  private Path file;

  @BeforeEach
  void listen() {
    file = dir.resolve("keys");
    System.setErr(new PrintStream(log, true, UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(err);
  }

  /// A look is good for a millisecond.
  public static void awaitNextLook() {
    long end = System.nanoTime() + 2_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  public static String line(String name, String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return name + " sha256:" + HexFormat.of().formatHex(hash) + "\n";
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_changed_file_is_read_again() throws IOException {
    ApiKeyFile keys = open(line("ada", "one"));
    assertThat(keys.current().ownerOf("one")).isEqualTo("ada");

    write(line("bob", "two"));

    assertThat(keys.current().ownerOf("one")).isNull();
    assertThat(keys.current().ownerOf("two")).isEqualTo("bob");
    assertThat(keys.isFaulty()).isFalse();
    assertThat(log.toString(UTF_8).lines()).singleElement().asString().endsWith("keys: read again");
  }

  @Test
  void a_file_that_becomes_wrong_leaves_its_last_good_keys_and_is_told_once() throws IOException {
    ApiKeyFile keys = open(line("ada", "one"));

    write("ada topsecret\n");

    for (int i = 0; i < 3; i++) {
      assertThat(keys.current().ownerOf("one")).isEqualTo("ada");
      assertThat(keys.isFaulty()).isTrue();
    }
    assertThat(log.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .contains("WARN", "line 1 is not NAME sha256:HEX")
        .doesNotContain("topsecret");

    write(line("bob", "two"));
    assertThat(keys.isFaulty()).isFalse();
    assertThat(keys.current().ownerOf("one")).isNull();
    assertThat(keys.current().ownerOf("two")).isEqualTo("bob");
  }

  @Test
  void a_file_that_goes_leaves_its_keys_and_is_read_when_it_is_back() throws IOException {
    ApiKeyFile keys = open(line("ada", "one"));

    Files.delete(file);
    awaitNextLook();

    for (int i = 0; i < 3; i++) {
      assertThat(keys.current().ownerOf("one")).isEqualTo("ada");
    }
    assertThat(keys.isFaulty()).isTrue();
    assertThat(log.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .contains("there is no such file");

    write(line("bob", "two"));
    assertThat(keys.current().ownerOf("one")).isNull();
    assertThat(keys.isFaulty()).isFalse();
  }

  @Test
  void a_file_that_is_wrong_at_the_start_is_refused_with_its_name() throws IOException {
    write("ada\nbob\n");
    assertThat(ApiKeyFile.open(file)).isInstanceOf(ApiKeyFile.Opened.Faulty.class);
    assertThat(((ApiKeyFile.Opened.Faulty) ApiKeyFile.open(file)).messages())
        .hasSize(2)
        .allMatch(message -> message.startsWith(file + ": line "));

    Files.delete(file);
    assertThat(((ApiKeyFile.Opened.Faulty) ApiKeyFile.open(file)).messages())
        .containsExactly(file + ": can't be read (there is no such file or directory)");
  }

  /// Editors of Windows write one.
  @Test
  void a_byte_order_mark_is_no_part_of_a_name() throws IOException {
    assertThat(open("\uFEFF" + line("ada", "one")).current().ownerOf("one")).isEqualTo("ada");
  }

  private ApiKeyFile open(String text) throws IOException {
    write(text);
    return ((ApiKeyFile.Opened.Usable) ApiKeyFile.open(file)).file();
  }

  /// Each a second later than the one before, whatever the file system's clock.
  private void write(String text) throws IOException {
    Files.writeString(file, text);
    writes++;
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + 1_000 * writes));
    awaitNextLook();
  }
}
