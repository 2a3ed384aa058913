package dev.rowgate.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ComposeTest {

  private static final Path FILE = Path.of("src/dist/compose.yaml");

  private static JsonNode service(String name) throws IOException {
    return Yaml.documents(FILE).getFirst().get("services").get(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rowgate", "nginx"})
  void a_service_writes_to_its_volumes_alone_and_may_do_little(String name) throws IOException {
    JsonNode service = service(name);
    assertThat(service.get("read_only").asBoolean()).isTrue();
    assertThat(service.at("/cap_drop/0").asString()).isEqualTo("ALL");
    assertThat(service.at("/security_opt/0").asString()).isEqualTo("no-new-privileges:true");
    for (JsonNode volume : service.get("volumes")) {
      String[] parts = volume.asString().split(":");
      if (parts[0].startsWith(".")) {
        assertThat(FILE.resolveSibling(parts[0])).exists();
        assertThat(parts[2]).isEqualTo("ro");
      }
    }
  }

  /// Of 4 GB, the rest is for the system and its file cache.
  @Test
  void both_fit_a_server_of_4_gb_with_room_to_spare() throws IOException {
    int sum = 0;
    for (String name : List.of("rowgate", "nginx")) {
      String limit = service(name).get("mem_limit").asString();
      assertThat(limit).endsWith("m");
      sum += Integer.parseInt(limit.substring(0, limit.length() - 1));
    }
    assertThat(sum).isLessThanOrEqualTo(2048);
  }

  @Test
  void nginx_waits_for_rowgate_to_be_healthy_and_is_all_that_is_published() throws IOException {
    assertThat(service("nginx").at("/depends_on/rowgate/condition").asString())
        .isEqualTo("service_healthy");
    assertThat(Files.readString(Path.of("Dockerfile"))).contains("HEALTHCHECK");
    assertThat(service("rowgate").has("ports")).isFalse();
    assertThat(service("rowgate").get("command").toString()).contains("\"--host\",\"0.0.0.0\"");
    assertThat(service("rowgate").get("volumes").toString()).contains("\"spool:/spool\"");
  }

  @Test
  void an_image_is_named_keys_are_asked_for_and_no_clear_port_is_open_to_others()
      throws IOException {
    assertThat(service("rowgate").get("image").asString()).isEqualTo("${ROWGATE_IMAGE:-rowgate}");
    assertThat(service("rowgate").has("build")).isFalse();
    assertThat(service("rowgate").get("command").toString())
        .contains("\"--keys\",\"/run/secrets/keys\"");
    assertThat(service("rowgate").at("/secrets/0").asString()).isEqualTo("keys");
    assertThat(service("nginx").get("ports").valueStream())
        .isNotEmpty()
        .allMatch(port -> port.asString().startsWith("127.0.0.1:"));
  }

  @Test
  void the_standard_s_own_schema_takes_it() {
    Tool.needed("check-jsonschema")
        .run("--builtin-schema", "vendor.compose-spec", FILE.toString())
        .good();
  }
}
