package dev.rowgate.http;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.dist.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests `/openapi.json` with other tools: a validator, and schemathesis, which generates valid and
/// invalid requests and checks the service's responses.
@Timeout(300)
class OpenApiIT {

  private static final Path SETUP = Path.of("src/test/resources/openapi").toAbsolutePath();

  @TempDir private static Path dir;
  private static AppProcess app;

  @BeforeAll
  static void start() throws Exception {
    Path schemas = Files.createDirectory(dir.resolve("schemas"));
    Files.copy(Path.of("src/docs/sample/people.json"), schemas.resolve("people.json"));
    app =
        AppProcess.start(
            dir.resolve("app.log"),
            "--schemas=" + schemas,
            "--max-upload-bytes=64KiB",
            "--max-record-bytes=1KiB");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void a_validator_finds_no_fault_in_it() throws Exception {
    Path validator = Tool.needed("openapi-spec-validator").path();
    Path description = dir.resolve("openapi.json");
    Files.writeString(description, Curl.run(app.url() + "/openapi.json").out());

    run(List.of(validator.toString(), description.toString()));
  }

  @Test
  void schemathesis_finds_no_answer_that_it_does_not_tell_of() throws Exception {
    Path schemathesis = Tool.needed("schemathesis").path();

    run(
        List.of(
            schemathesis.toString(),
            "--no-color",
            "--config-file=" + SETUP.resolve("schemathesis.toml"),
            "run",
            app.url() + "/openapi.json"));

    assertThat(app.log()).doesNotContain("\"level\":\"error\"");
  }

  /// Files that the tool writes stay in the test's directory.
  private static void run(List<String> command) throws Exception {
    Path output = dir.resolve("output");
    var builder =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("SCHEMATHESIS_HOOKS", SETUP.resolve("hooks.py").toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(4, MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
