package dev.rowgate.http;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `/openapi.json` as others read it: a validator, and schemathesis, which makes requests out of
/// the description, good ones and bad ones, and holds the running service's answers against it.
@Timeout(300)
class OpenApiIT {

  /// Where `.ci/run` installs what isn't on the path.
  private static final String INSTALLED = "target/venv/bin";

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
    Path validator = assumePresent("openapi-spec-validator");
    Path description = dir.resolve("openapi.json");
    Files.writeString(description, Curl.run(app.url() + "/openapi.json").out());

    run(List.of(validator.toString(), description.toString()));
  }

  @Test
  void schemathesis_finds_no_answer_that_it_does_not_tell_of() throws Exception {
    Path schemathesis = assumePresent("schemathesis");

    run(
        List.of(
            schemathesis.toString(),
            "--no-color",
            "--config-file=" + SETUP.resolve("schemathesis.toml"),
            "run",
            app.url() + "/openapi.json"));

    assertThat(app.log()).doesNotContain("\"level\":\"error\"");
  }

  /// Skips the test that calls it, by name, where the tool isn't installed.
  private static Path assumePresent(String tool) {
    Optional<Path> found =
        Stream.concat(
                Stream.of(INSTALLED), Stream.of(System.getenv("PATH").split(File.pathSeparator)))
            .map(directory -> Path.of(directory, tool).toAbsolutePath())
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(found.isPresent(), tool + " isn't installed");
    return found.orElseThrow();
  }

  /// What it writes beside its output stays in the test's directory.
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
