package dev.rowgate.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class Yaml {

  private Yaml() {}

  /// The documents of a file, of which some begin with `---`.
  static List<JsonNode> documents(Path file) throws IOException {
    return new YAMLMapper()
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(Files.readString(file))
        .readAll();
  }
}
