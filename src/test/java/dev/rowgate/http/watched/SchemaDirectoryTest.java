package dev.rowgate.http.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Served;
import dev.rowgate.http.Server;
import dev.rowgate.http.Start;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schemas of a directory that changes while the service runs.
@Timeout(240)
class SchemaDirectoryTest {

  private static final String INTEGER = "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\"}]}";
  private static final String STRING = "{\"fields\":[{\"name\":\"a\"},{\"name\":\"b\"}]}";
  private static final String WRONG = "{\"fields\":[{\"name\":\"a\",\"type\":\"no\"}]}";

  @TempDir private Path directory;
  private Instant clock = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void without_a_directory_there_are_none() throws Exception {
    try (var served = Served.plain()) {
      assertThat(served.get("/v1/schemas").body()).isEqualTo("{\"schemas\":[]}\n");
      assertThat(served.transform("?schema=a", "a\n1\n").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_file_that_changes_is_read_again() throws Exception {
    write("s", INTEGER);
    try (var served = Served.withSchemas(directory)) {
      assertThat(served.transform("?schema=s", "a\n1\n").body()).startsWith("{\"a\":1}");
      write("s", "{\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}");
      assertThat(served.transform("?schema=s", "a\n1\n").body()).startsWith("{\"a\":\"1\"}");
    }
  }

  @Test
  void a_file_that_comes_or_goes_is_noticed() throws Exception {
    write("one", INTEGER);
    try (var served = Served.withSchemas(directory)) {
      write("two", STRING);
      assertThat(served.get("/v1/schemas/two").statusCode()).isEqualTo(200);
      Files.delete(directory.resolve("one.json"));
      touchDirectory();
      assertThat(served.get("/v1/schemas/one").statusCode()).isEqualTo(404);
      assertThat(served.get("/v1/schemas").body())
          .isEqualTo("{\"schemas\":[{\"name\":\"two\",\"fields\":2}]}\n");
    }
  }

  @Test
  void one_that_becomes_wrong_leaves_the_last_good_one_in_use() throws Exception {
    write("s", INTEGER);
    try (var served = Served.withSchemas(directory)) {
      write("s", WRONG);
      assertThat(served.transform("?schema=s", "a\n1\n").body()).startsWith("{\"a\":1}");
      assertThat(served.get("/v1/schemas/s").body()).isEqualTo(INTEGER);
      assertThat(served.get("/v1/schemas").body())
          .startsWith("{\"schemas\":[{\"name\":\"s\",\"fields\":1,\"fault\":{\"code\":\"")
          .contains("\"pointer\":\"/fields/0/type\"");
      write("s", STRING);
      assertThat(served.get("/v1/schemas").body())
          .isEqualTo("{\"schemas\":[{\"name\":\"s\",\"fields\":2}]}\n");
    }
  }

  @Test
  void one_that_is_wrong_from_the_first_is_listed_and_cannot_be_used() throws Exception {
    try (var served = Served.withSchemas(directory)) {
      write("s", WRONG);
      assertThat(served.get("/v1/schemas").body())
          .startsWith("{\"schemas\":[{\"name\":\"s\",\"fault\":{");
      assertThat(served.get("/v1/schemas/s").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_running_request_keeps_its_schema() throws Exception {
    write("s", INTEGER);
    try (var served = Served.withSchemas(directory);
        var raw = served.connect()) {
      raw.send("POST /v1/transform?schema=s HTTP/1.1\r\nHost: x\r\n");
      raw.send("Transfer-Encoding: chunked\r\n\r\n").sendChunk("a\n1\n");
      raw.readUntil("{\"a\":1}\n");
      Files.delete(directory.resolve("s.json"));
      touchDirectory();
      assertThat(served.get("/v1/schemas/s").statusCode()).isEqualTo(404);
      raw.sendChunk("2\n").send("0\r\n\r\n");
      assertThat(raw.readUntil("\r\n0\r\n\r\n")).contains("{\"a\":2}\n");
    }
  }

  @Test
  void a_directory_that_vanishes_leaves_all_in_use() throws Exception {
    Path schemas = Files.createDirectory(directory.resolve("schemas"));
    Files.writeString(schemas.resolve("s.json"), INTEGER);
    try (var served = Served.withSchemas(schemas)) {
      Files.delete(schemas.resolve("s.json"));
      Files.delete(schemas);
      assertThat(served.transform("?schema=s", "a\n1\n").body()).startsWith("{\"a\":1}");
      assertThat(served.get("/v1/schemas").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void what_does_not_end_in_json_is_not_looked_at() throws Exception {
    write("s", INTEGER);
    Files.writeString(directory.resolve("README.md"), "Schemas.");
    Files.createDirectory(directory.resolve("old.json"));
    try (var served = Served.withSchemas(directory)) {
      assertThat(served.get("/v1/schemas").body()).contains("\"s\"").doesNotContain("old");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-a", ".a", "a b", "ä", "_a"})
  void a_name_that_cannot_be_asked_for_is_refused_at_the_start(String name) throws Exception {
    write(name, INTEGER);
    assertThat(refusal())
        .containsExactly(
            name
                + ".json: a schema can't have that name; "
                + "1 to 64 of A-Z a-z 0-9 . _ - before .json, a letter or digit first");
  }

  @Test
  void names_are_1_to_64_long() throws Exception {
    write("a".repeat(64), INTEGER);
    try (var served = Served.withSchemas(directory)) {
      assertThat(served.get("/v1/schemas/" + "a".repeat(64)).statusCode()).isEqualTo(200);
    }
    write("a".repeat(65), INTEGER);
    assertThat(refusal()).hasSize(1);
  }

  @Test
  void every_fault_of_every_file_is_told_at_the_start() throws Exception {
    write("good", INTEGER);
    write("one", WRONG);
    write("two", "{");
    write("three", "{\"fields\":[{\"type\":\"no\"}]}");
    assertThat(refusal())
        .hasSize(4)
        .anyMatch(message -> message.startsWith("one.json: /fields/0/type"))
        .anyMatch(message -> message.startsWith("two.json: the schema is not JSON"))
        .noneMatch(message -> message.contains("good"));
  }

  @Test
  void a_directory_that_is_not_there_is_refused() {
    Path nowhere = directory.resolve("nowhere");
    assertThat(refusalOf(nowhere)).singleElement().asString().contains("can't be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..%2Fsecret", "%2e%2e", "..%5Csecret", "a%00", "../secret", "%2Fetc%2Fpasswd"})
  void no_name_leads_out_of_the_directory(String name) throws Exception {
    Path schemas = Files.createDirectory(directory.resolve("schemas"));
    Files.writeString(directory.resolve("secret.json"), INTEGER);
    try (var served = Served.withSchemas(schemas);
        var raw = served.connect()) {
      raw.send("GET /v1/schemas/" + name + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(raw.readToEnd()).containsPattern("^HTTP/1.1 (400|404) ").doesNotContain("integer");
      var byQuery = served.transform("?schema=" + name, "a\n1\n");
      assertThat(byQuery.statusCode()).isIn(400, 404);
    }
  }

  private java.util.List<String> refusal() {
    return refusalOf(directory);
  }

  private static java.util.List<String> refusalOf(Path directory) {
    var settings = new Settings(null, 0, directory, Limits.STANDARD);
    return ((Start.BadFiles) Server.start(settings, () -> {})).messages();
  }

  /// Each write has a time of its own, however fast the test is.
  private void write(String name, String schema) throws IOException {
    Path file = Files.writeString(directory.resolve(name + ".json"), schema);
    clock = clock.plusSeconds(1);
    Files.setLastModifiedTime(file, FileTime.from(clock));
    touchDirectory();
  }

  private void touchDirectory() throws IOException {
    clock = clock.plusSeconds(1);
    Files.setLastModifiedTime(directory, FileTime.from(clock));
  }
}
