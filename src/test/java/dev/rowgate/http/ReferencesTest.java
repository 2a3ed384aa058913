package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests of foreign keys over HTTP.
@Timeout(240)
class ReferencesTest {

  private static final String TREE =
      """
      {"fields":[{"name":"id","type":"integer"},{"name":"parent","type":"integer"}],
       "foreignKeys":[{"fields":"parent","reference":{"fields":"id"}}]}
      """;

  private static final String ORDERS =
      """
      {"fields":[{"name":"country"}],
       "foreignKeys":[{"fields":"country","reference":{"resource":"countries","fields":"code"}}]}
      """;

  /// Every row refers to the next one; the last refers to a missing one.
  private static final String CSV =
      "id,parent\n"
          + IntStream.rangeClosed(1, 100_000)
              .mapToObj(i -> i + "," + (i + 1) + "\n")
              .collect(Collectors.joining());

  @TempDir private Path dir;

  private static String part(String name, String content) {
    return "--BB\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, content);
  }

  private static HttpResponse<String> send(Served served, String... parts) throws Exception {
    String body = String.join("", parts) + "--BB--\r\n";
    return served.transform("", "multipart/form-data; boundary=BB", body.getBytes(UTF_8));
  }

  @Test
  void a_changed_file_of_the_directory_counts_from_the_next_request_on() throws Exception {
    Files.writeString(dir.resolve("orders.json"), ORDERS);
    Path countries = Files.writeString(dir.resolve("countries.csv"), "code\nGB\n");
    try (var served = Served.withSchemas(dir)) {
      assertThat(served.transform("?schema=orders", "country\nNZ\n").body())
          .contains("\"foreign-key\":{\"country\":1}");
      Files.writeString(countries, "code\nNZ\n");
      assertThat(served.transform("?schema=orders", "country\nNZ\n").body())
          .startsWith("{\"country\":\"NZ\"}\n");
      Files.delete(countries);

      var response = served.transform("?schema=orders", "country\nNZ\n");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("missing-reference");
    }
  }

  @Test
  void no_path_leads_out_of_the_directory() throws Exception {
    Path schemas = Files.createDirectory(dir.resolve("schemas"));
    Files.writeString(dir.resolve("countries.csv"), "code\nNZ\n");
    Files.writeString(schemas.resolve("orders.json"), ORDERS.replace("countries", "../countries"));
    try (var served = Served.withSchemas(schemas)) {
      assertThat(served.transform("?schema=orders", "country\nNZ\n").statusCode()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&respond=straight", "&respond=after-upload", "&errors=skip"})
  void a_file_that_refers_to_itself_is_kept_and_read_twice(String options) throws Exception {
    Files.writeString(dir.resolve("tree.json"), TREE);
    try (var served = Served.withSchemas(dir)) {
      var response = served.transform("?schema=tree" + options, CSV);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body())
          .startsWith("{\"id\":1,\"parent\":2}\n")
          .contains("\"recordsRead\":100000,\"rowsWritten\":99999,\"rowsRejected\":1,")
          .endsWith("\"problems\":{\"foreign-key\":{\"parent\":1}}}}\n");
      assertThat(served.server().spools().bytesInUse()).isZero();
    }
  }

  @Test
  void what_has_no_room_to_wait_in_is_refused() throws Exception {
    Files.writeString(dir.resolve("tree.json"), TREE);
    Limits limits = Limits.STANDARD.with(Limit.MAX_SPOOL_BYTES, 10_000);
    try (var served = Served.start(dir, limits, limits.idleTime())) {
      var response = served.transform("?schema=tree", CSV);

      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body()).contains("spool-full").contains("a second pass over the input");
    }
  }

  @Test
  void parts_come_in_one_order() throws Exception {
    String schema = part("schema", ORDERS);
    String reference = part("reference:countries", "code\nNZ\n");
    String file = part("file", "country\nNZ\n");
    try (var served = Served.plain()) {
      assertThat(send(served, schema, reference, file).body()).startsWith("{\"country\":\"NZ\"}\n");
      assertThat(send(served, reference, schema, file).body()).contains("bad-multipart");
      assertThat(send(served, schema, file, reference).body())
          .contains("part 'reference:countries' comes too late");
      assertThat(send(served, schema, reference, reference, file).statusCode()).isEqualTo(400);
      assertThat(send(served, schema, reference).statusCode()).isEqualTo(400);
      assertThat(send(served, schema, file).body()).contains("missing-reference");
    }
  }
}
