package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the main use on the packaged file, with a heap of 64 MB: a CSV posted with curl is
/// converted completely, every bad record is reported with its position, and memory doesn't grow
/// with the input.
@Timeout(300)
class MainJobIT {

  private static final Pattern PLACE =
      Pattern.compile(
          "\"record\":(\\d+),\"line\":(\\d+),\"byteOffset\":(\\d+),\"byteLength\":(\\d+),");

  private static final int DISTINCT = 100_000;

  @TempDir private static Path dir;
  private static AppProcess app;

  @BeforeAll
  static void start() throws Exception {
    Path schemas = Files.createDirectory(dir.resolve("schemas"));
    Files.writeString(
        schemas.resolve("people.json"),
        "{\"fields\":[{\"name\":\"name\"},{\"name\":\"age\",\"type\":\"integer\"}]}");
    app = AppProcess.startAsShipped(dir.resolve("app.log"), "--schemas", schemas.toString());
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000})
  void every_row_posted_comes_out(int rows) throws Exception {
    List<String> lines = post(people(rows, 0)).lines();

    assertThat(lines).hasSize(rows + 1);
    assertThat(lines.get(rows - 1)).isEqualTo("{\"name\":\"Name%d\",\"age\":%d}", rows, rows);
    assertThat(lines.getLast()).startsWith(complete(rows, rows) + "\"rowsRejected\":0,");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000})
  void every_tenth_row_that_is_bad_is_named_with_its_place(int rows) throws Exception {
    Path csv = people(rows, 10);
    byte[] input = Files.readAllBytes(csv);

    List<String> lines = post(csv).lines();

    List<MatchResult> places =
        lines.stream()
            .filter(line -> line.startsWith("{\"_error\":"))
            .map(line -> PLACE.matcher(line).results().findFirst().orElseThrow())
            .toList();
    assertThat(places).hasSize(rows / 10);
    assertThat(lines).hasSize(rows + 1);
    assertThat(lines.getLast())
        .contains("\"rowsWritten\":%d,\"rowsRejected\":%d,".formatted(rows - rows / 10, rows / 10));
    for (int i = 0; i < places.size(); i++) {
      int record = 10 * (i + 1);
      MatchResult place = places.get(i);
      assertThat(place.group(1)).isEqualTo(String.valueOf(record));
      assertThat(place.group(2)).isEqualTo(String.valueOf(record + 1));
      int from = Integer.parseInt(place.group(3));
      int to = from + Integer.parseInt(place.group(4));
      assertThat(new String(Arrays.copyOfRange(input, from, to), UTF_8)).isEqualTo(row(record, 10));
    }
  }

  @Test
  void a_place_cut_out_with_tail_and_head_is_the_bad_row() throws Exception {
    Path csv = people(1_000, 10);
    String error = post(csv).lines().get(499);
    MatchResult place = PLACE.matcher(error).results().findFirst().orElseThrow();
    String command =
        "tail -c +%d '%s' | head -c %s"
            .formatted(Long.parseLong(place.group(3)) + 1, csv, place.group(4));

    Process cut = new ProcessBuilder("sh", "-c", command).start();

    assertThat(new String(cut.getInputStream().readAllBytes(), UTF_8)).isEqualTo(row(500, 10));
    assertThat(cut.waitFor()).isZero();
  }

  /// Eight times the heap, so keeping a part of it would fail.
  @Test
  void an_upload_of_half_a_gigabyte_passes_through_a_heap_of_64_mb() throws Exception {
    int rows = 35_000_000;
    Path csv = people(rows, 0);
    Path out = dir.resolve("out.ndjson");

    var answer = Curl.run("-X", "POST", "-T", csv.toString(), "-o", out.toString(), url());

    assertThat(answer.exit()).as(answer.err()).isZero();
    assertThat(lastLine(out))
        .startsWith(complete(rows, rows))
        .contains("\"bytesRead\":" + Files.size(csv) + ",");
    Files.delete(csv);
    Files.delete(out);
  }

  private static String complete(int read, int written) {
    return "{\"_summary\":{\"complete\":true,\"recordsRead\":%d,\"rowsWritten\":%d,"
        .formatted(read, written);
  }

  private static String url() {
    return app.url() + "/v1/transform?schema=people";
  }

  private static Curl.Result post(Path csv) throws Exception {
    var answer = Curl.run("--data-binary", "@" + csv, "-H", "Content-Type: text/csv", url());
    assertThat(answer.exit()).as(answer.err()).isZero();
    return answer;
  }

  /// Rows repeat after [#DISTINCT], since numbering tens of millions takes longer than converting
  /// them.
  ///
  /// @param bad every n-th row has an age that is no number; 0 for none
  private static Path people(int rows, int bad) throws Exception {
    int distinct = Math.min(rows, DISTINCT);
    var block = new StringBuilder();
    for (int i = 1; i <= distinct; i++) {
      block.append(row(i, bad));
    }
    byte[] bytes = block.toString().getBytes(UTF_8);
    Path csv = dir.resolve("people-" + rows + "-" + bad + ".csv");
    try (OutputStream out = Files.newOutputStream(csv)) {
      out.write("name,age\n".getBytes(UTF_8));
      for (int written = 0; written < rows; written += distinct) {
        out.write(bytes);
      }
    }
    return csv;
  }

  private static String row(int i, int bad) {
    return "Name" + i + "," + (bad > 0 && i % bad == 0 ? "old" : i) + "\n";
  }

  private static String lastLine(Path file) throws Exception {
    try (var channel = Files.newByteChannel(file)) {
      long from = Math.max(0, channel.size() - 1_000);
      channel.position(from);
      byte[] end = new byte[(int) (channel.size() - from)];
      channel.read(java.nio.ByteBuffer.wrap(end));
      return new String(end, UTF_8).lines().toList().getLast();
    }
  }
}
