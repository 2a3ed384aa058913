package dev.rowgate.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests the software bill of materials (CycloneDX): it is complete, and each component has an
/// allowed licence.
class ContentsIT {

  /// Licences that require no more than keeping their text.
  private static final Set<String> LICENCES =
      Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "Go License", "MIT");

  private static List<JsonNode> components;

  @BeforeAll
  static void read() {
    JsonNode list = new JsonMapper().readTree(Path.of("target/rowgate.cdx.json"));
    components = list.get("components").valueStream().toList();
  }

  @Test
  void each_may_be_passed_on() {
    List<String> others = new ArrayList<>();
    for (JsonNode component : components) {
      boolean known =
          component
              .path("licenses")
              .valueStream()
              .map(one -> one.path("license"))
              .map(licence -> licence.path("id").asString(licence.path("name").asString("")))
              .anyMatch(LICENCES::contains);
      if (!known) {
        others.add(component.get("purl").asString() + " " + component.path("licenses"));
      }
    }

    assertThat(components).hasSizeGreaterThan(20);
    assertThat(others).isEmpty();
  }

  /// Reads Maven's metadata of the jars that were merged into the file.
  @Test
  void whatever_is_in_the_file_is_listed() throws Exception {
    Set<String> listed = new HashSet<>();
    components.forEach(
        one -> listed.add(one.get("group").asString() + '/' + one.get("name").asString()));
    Set<String> inside = new TreeSet<>();
    try (var jar = new JarFile("target/rowgate.jar")) {
      jar.stream()
          .map(entry -> entry.getName().split("/"))
          .filter(name -> name.length == 5 && name[1].equals("maven"))
          .map(name -> name[2] + '/' + name[3])
          .forEach(inside::add);
    }
    inside.remove("dev.rowgate/rowgate");

    assertThat(inside).hasSizeGreaterThan(10);
    assertThat(listed).containsAll(inside);
  }
}
