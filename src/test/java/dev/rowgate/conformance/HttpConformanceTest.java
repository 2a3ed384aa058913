package dev.rowgate.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Server;
import dev.rowgate.http.Start;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests that each case of the corpus gives the expected status and bytes over HTTP: as a raw body
/// without a schema, as multipart with one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpConformanceTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Server server;

  @BeforeAll
  void start() {
    var settings = new Settings(null, 0, null, Limits.STANDARD);
    server =
        switch (Server.start(settings, () -> {})) {
          case Start.Running(Server running) -> running;
          case Start.BadFiles(List<String> messages) ->
              throw new AssertionError(messages.toString());
          case Start.Failed(String reason) -> throw new AssertionError(reason);
        };
  }

  @AfterAll
  void stop() {
    server.stop();
  }

  @TestFactory
  Stream<DynamicTest> http_gives_the_expected_status_and_bytes() {
    return Case.tests(_ -> true, this::check);
  }

  @TestFactory
  Stream<DynamicTest> http_validates_what_it_transforms() {
    return Case.validations(_ -> true, this::check);
  }

  private void check(Case given) throws IOException {
    HttpAnswer answer = HttpAnswer.to(given, server.port());

    String body = answer.bodyText();
    assertThat(answer.status()).as("status, with %s", body).isEqualTo(given.status());
    if (given.isRefused()) {
      assertThat(answer.contentType()).startsWith("application/problem+json");
      assertThat(answer.whole()).as("the answer is whole").isTrue();
      new Outcome.Refused(codes(JSON.readTree(body))).assertAsExpectedOf(given);
    } else if (given.command() == Command.VALIDATE && given.status() != 200) {
      assertThat(answer.contentType()).startsWith("application/problem+json");
      JsonNode problem = JSON.readTree(body);
      JsonNode summary = JSON.readTree(given.expected()).get("summary");
      assertThat(problem.get("summary")).isEqualTo(summary);
      assertThat(problem.get("code")).isEqualTo(summary.at("/fault/code"));
    } else {
      assertThat(answer.contentType())
          .startsWith(WireRules.isCsv(given) ? "text/csv" : given.command().mediaType);
      Outcome outcome =
          answer.whole()
              ? new Outcome.Completed(answer.body())
              : new Outcome.Stopped(answer.body());
      outcome.assertAsExpectedOf(given);
    }
  }

  private static List<String> codes(JsonNode problem) {
    return StreamSupport.stream(problem.get("errors").spliterator(), false)
        .map(error -> error.get("code").stringValue())
        .sorted()
        .toList();
  }
}
