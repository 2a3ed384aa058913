package dev.rowgate.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An archive of one file is read like the file; any other isn't.
class ZipDecoderTest {

  private static final int[] PIECES = {1, 7, 1_000, Integer.MAX_VALUE};
  private static final String CSV = "a,b\n1,2\n".repeat(30_000);

  /// @param names of entries; those that end with a slash have no content, those that begin with
  ///   `!` are stored
  private static byte[] zip(String content, String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        boolean isStored = name.startsWith("!");
        var entry = new ZipEntry(isStored ? name.substring(1) : name);
        byte[] data = name.endsWith("/") ? new byte[0] : content.getBytes(UTF_8);
        if (isStored) {
          var checksum = new CRC32();
          checksum.update(data);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(data.length);
          entry.setCrc(checksum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(data);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void assertReads(byte[] zip, String content) {
    for (int piece : PIECES) {
      Inflated inflated = Inflated.of(zip, Compression.DETECT, piece);
      assertThat(inflated.fault()).isEmpty();
      assertThat(new String(inflated.plain(), UTF_8)).isEqualTo(content);
    }
  }

  private static InputProblem fault(byte[] zip) {
    InputProblem fault = Inflated.of(zip, Compression.DETECT, 7).fault().orElseThrow();
    for (int piece : PIECES) {
      assertThat(Inflated.of(zip, Compression.DETECT, piece).fault()).contains(fault);
    }
    return fault;
  }

  @ParameterizedTest
  @ValueSource(strings = {"people.csv", "!stored.csv", "d/people.txt", "noextension"})
  void one_file_is_read(String name) throws IOException {
    assertReads(zip(CSV, name), CSV);
    assertReads(zip("", name), "");
  }

  @Test
  void names_and_extra_fields_may_be_as_long_as_their_lengths_can_say() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      var entry = new ZipEntry("n".repeat(60_000) + ".csv");
      byte[] extra = new byte[5_000];
      extra[0] = 0x55;
      extra[2] = (byte) (extra.length - 4);
      extra[3] = (byte) ((extra.length - 4) >> 8);
      entry.setExtra(extra);
      zip.putNextEntry(entry);
      zip.write(CSV.getBytes(UTF_8));
    }
    assertReads(bytes.toByteArray(), CSV);
  }

  @Test
  void directories_and_what_macos_adds_are_passed_over() throws IOException {
    assertReads(zip("a\n1\n", "d/", "d/people.csv", "__MACOSX/d/._people.csv"), "a\n1\n");
    assertReads(zip("a\n1\n", "d/.DS_Store", "d/people.csv"), "a\n1\n");
  }

  @Test
  void a_comment_at_its_end_is_passed_over() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.setComment("x".repeat(60_000));
      zip.putNextEntry(new ZipEntry("a"));
      zip.write("a\n".getBytes(UTF_8));
    }
    assertReads(bytes.toByteArray(), "a\n");
  }

  @Test
  void several_files_are_a_fault() throws IOException {
    assertThat(fault(zip("a\n", "a.csv", "b.csv")))
        .isEqualTo(
            new InputProblem.BadCompression("zip", "it holds several files; send one of them"));
    byte[] bomb = zip("\0".repeat(2 << 20), "__MACOSX/x", "a.csv");
    assertThat(fault(bomb).message()).contains("several files");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[Content_Types].xml", "_rels/.rels", "mimetype", "META-INF/MANIFEST.MF"})
  void a_document_of_an_office_program_is_no_csv(String first) throws IOException {
    assertThat(fault(zip("x", first, "xl/workbook.xml"))).isInstanceOf(InputProblem.NotCsv.class);
  }

  @Test
  void what_only_begins_like_an_archive_is_no_csv() {
    for (String text : List.of("PK\3\4", "PK\3\4a,b\n1,2\n")) {
      assertThat(fault(text.getBytes(UTF_8))).isInstanceOf(InputProblem.NotCsv.class);
    }
  }

  @Test
  void an_archive_of_directories_alone_holds_no_file() throws IOException {
    assertThat(fault(zip("", "d/")).message()).contains("it holds no file");
  }

  @Test
  void a_flag_a_method_and_a_checksum_are_minded() throws IOException {
    byte[] encrypted = zip("a\n", "a.csv");
    encrypted[6] |= 1;
    assertThat(fault(encrypted).message()).contains("it is encrypted");
    byte[] other = zip("a\n", "a.csv");
    other[8] = 12;
    assertThat(fault(other).message()).contains("by method 12");
    byte[] changed = zip("a\n1\n", "!a.csv");
    changed[30 + 5] ^= 1;
    assertThat(fault(changed).message()).contains("checksum");
  }

  @Test
  void a_cut_archive_is_never_whole() throws IOException {
    byte[] whole = zip("a,b\n1,2\n", "d/", "d/a.csv");
    for (int length = 4; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(Inflated.of(cut, Compression.DETECT, 7).fault()).as("%d", length).isPresent();
    }
    assertThat(fault(Arrays.copyOf(whole, whole.length + 1)).message())
        .contains("something else stands behind its end");
  }
}
