package dev.rowgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.dist.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Runs the commands of `past-one-machine.md` that need no cluster, on whole files and on a
/// truncated one, and the command of the Indexed Job. The program for Spark is run by `.ci/python`.
@Timeout(300)
class PastOneMachineIT {

  private static final Path SAMPLES = Path.of("src/docs/sample");

  @TempDir Path dir;

  /// A folder that looks like the repository's, so that results of tests don't mix.
  private Tool.Ran run(String command) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    String rowgate = Path.of(System.getProperty("rowgate.executable")).toAbsolutePath().toString();
    Path program = Files.createDirectories(dir.resolve("target")).resolve("rowgate");
    Files.writeString(program, "#!/bin/sh\nexec '" + rowgate + "' \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return Tool.needed("env")
        .run(
            "ROWGATE_JAVA=" + java, "bash", "-c", "cd '" + dir + "'; set -eo pipefail\n" + command);
  }

  private void copySamples() throws IOException {
    Path into = Files.createDirectories(dir.resolve(SAMPLES));
    try (Stream<Path> files = Files.list(SAMPLES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, into.resolve(file.getFileName()));
      }
    }
    Files.copy(SAMPLES.resolve("people.csv"), into.resolve("more people.csv"));
  }

  private void addTruncated() throws IOException {
    byte[] begun = {0x1f, (byte) 0x8b, 8, 0};
    Files.write(dir.resolve(SAMPLES).resolve("cut.csv"), begun);
  }

  private static String command(String beginning) {
    return Markdown.read("src/docs/past-one-machine.md").blocks("bash").stream()
        .filter(block -> block.contains(beginning))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void xargs_converts_all_files_and_counts_them() throws IOException {
    Tool.needed("jq");
    copySamples();
    String xargs = command("xargs -0");

    String output = run(xargs).good();
    assertThat(output)
        .containsSubsequence("asked\": 2", "whole\": 2", "records\": 10", "rows\": 6");

    addTruncated();
    assertThat(run(xargs).exit()).isEqualTo(123);
    assertThat(run(xargs.replace("< target/files\n", "< target/files || true\n")).exit())
        .isPositive();
  }

  @Test
  void parts_of_a_file_give_the_file() throws IOException {
    Tool.needed("jq");
    copySamples();
    String parts = command("--split 128MiB");
    assertThat(run(parts).good())
        .containsSubsequence("parts\": 1,", "records\": 5", "rows\": 3", "joined\": 226");

    String several = parts.replace("128MiB", "60");
    assertThat(run(several).good())
        .containsSubsequence("parts\": 3,", "records\": 5", "rows\": 3", "joined\": 226");

    String lost = several.replace("> target/parts.list", "| sed 2d > target/parts.list");
    assertThat(run(lost).exit()).isPositive();
  }

  @Test
  void parallel_converts_all_files_and_counts_them() throws IOException {
    Tool.needed("parallel");
    copySamples();
    String parallel = command("parallel --will-cite");

    assertThat(run(parallel).good()).contains("2 runs for 2 files");

    addTruncated();
    Tool.Ran cut = run(parallel);
    assertThat(cut.exit()).isEqualTo(1);
    assertThat(cut.output()).contains("failed: ", "cut.csv");
  }

  @Test
  void a_pod_of_the_indexed_job_converts_its_directory() throws IOException {
    Files.createDirectories(dir.resolve("data/in/7"));
    Files.createDirectories(dir.resolve("data/out"));
    Files.copy(SAMPLES.resolve("people.csv"), dir.resolve("data/in/7/people.csv"));
    JsonNode job =
        new YAMLMapper().readTree(Path.of("src/dist/kubernetes/indexed-job.yaml").toFile());
    JsonNode container = job.at("/spec/template/spec/containers/0");
    List<String> arguments =
        StreamSupport.stream(container.get("args").spliterator(), false)
            .map(JsonNode::asString)
            .map(argument -> argument.replace("$(JOB_COMPLETION_INDEX)", "7"))
            .map(argument -> argument.replace("/data/", dir + "/data/"))
            .map(argument ->
                argument.replace("/etc/rowgate/schemas", SAMPLES.toAbsolutePath().toString()))
            .toList();

    Tool.Ran ran = run("target/rowgate '" + String.join("' '", arguments) + "'");

    assertThat(ran.exit()).as(ran.output()).isEqualTo(1);
    JsonNode total = new JsonMapper().readTree(Files.readString(dir.resolve("data/out/7.json")));
    assertThat(total.findValue("complete").asBoolean()).isTrue();
    assertThat(dir.resolve("data/out/7/people.ndjson")).exists();
    // The page's check of all totals.
    Tool.needed("jq");
    String check = command("all(._total.complete)").replace("out/", "data/out/");
    assertThat(run(check).good()).contains("true");
    Files.writeString(dir.resolve("data/out/8.json"), "{\"_total\":{\"complete\":false}}");
    assertThat(run(check).exit()).isEqualTo(1);
  }
}
