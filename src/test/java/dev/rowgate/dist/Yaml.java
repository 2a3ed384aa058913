package dev.rowgate.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class Yaml {

  private Yaml() {}

  /// The YAML documents of a file, separated by `---`.
  static List<JsonNode> documents(Path file) throws IOException {
    return new YAMLMapper()
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(Files.readString(file))
        .readAll();
  }
}
