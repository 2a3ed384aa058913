package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.dist.Tool;
import dev.rowgate.docs.Markdown;
import dev.rowgate.http.exchange.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests that alerts and dashboard use existing metrics, and that the on-call page explains the
/// alerts.
@Timeout(300)
class MonitoringTest {

  private static final Path FOLDER = Path.of("src/dist/monitoring");
  private static final Path ALERTS = FOLDER.resolve("alerts.yaml");
  private static final Path DASHBOARD = FOLDER.resolve("dashboard.json");
  private static final Pattern METRIC = Pattern.compile("\\b(?:rowgate|jvm|process)_[a-z_]+");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

  @Test
  void every_metric_that_is_asked_for_exists() throws Exception {
    Set<String> asked = new TreeSet<>();
    Stream.of(ALERTS, DASHBOARD)
        .map(MonitoringTest::text)
        .forEach(
            text -> METRIC.matcher(text).results().map(MatchResult::group).forEach(asked::add));
    Set<String> there = new TreeSet<>();
    try (var served = Served.plain()) {
      served.transform("", "a,b\n1,2\n3\n");
      Pattern name = Pattern.compile("^(\\w+)", Pattern.MULTILINE);
      name.matcher(served.get("/metrics").body()).results().forEach(m -> there.add(m.group()));
    }

    assertThat(asked).hasSizeGreaterThan(15);
    assertThat(there).containsAll(asked);
  }

  @Test
  void the_page_for_the_night_has_every_alert_and_every_outcome_in_order() {
    List<String> alerts =
        ALERT.matcher(text(ALERTS)).results().map(found -> found.group(1)).toList();
    List<String> outcomes = Stream.of(Outcome.values()).map(Outcome::toString).toList();

    assertThat(alerts).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    assertThat(Markdown.read("src/docs/at-3-am.md").headings(3))
        .isEqualTo(Stream.concat(alerts.stream(), outcomes.stream()).toList());
  }

  @Test
  void promtool_takes_the_alerts_and_they_ring_when_they_should() {
    Tool promtool = Tool.needed("promtool");

    promtool.run("check", "rules", ALERTS.toString()).good();
    promtool.run("test", "rules", FOLDER.resolve("alerts-test.yaml").toString()).good();
    promtool.run("check", "config", "--syntax-only", FOLDER + "/prometheus.yml").good();
  }

  /// As rules, since promtool doesn't read dashboards.
  @Test
  void promtool_takes_the_queries_of_the_dashboard(@TempDir Path dir) throws IOException {
    Tool promtool = Tool.needed("promtool");
    List<String> queries =
        panels()
            .flatMap(panel -> panel.get("targets").valueStream())
            .map(target -> target.get("expr").asString())
            .map(query -> query.replace("$__rate_interval", "1m").replace("$instance", ".*"))
            .toList();
    Path rules =
        Files.writeString(
            dir.resolve("rules.yaml"),
            queries.stream()
                .map(query -> "      - {record: \"a:b\", expr: '%s'}\n".formatted(query))
                .collect(joining("", "groups:\n  - name: panels\n    rules:\n", "")));

    assertThat(queries).hasSizeGreaterThan(15);
    promtool.run("check", "rules", "--lint=none", rules.toString()).good();
  }

  @Test
  void no_panel_lies_on_another() {
    boolean[][] taken = new boolean[100][24];
    panels()
        .map(panel -> panel.get("gridPos"))
        .forEach(at -> {
          for (int y = 0; y < at.get("h").asInt(); y++) {
            for (int x = 0; x < at.get("w").asInt(); x++) {
              boolean[] row = taken[at.get("y").asInt() + y];
              assertThat(row[at.get("x").asInt() + x]).isFalse();
              row[at.get("x").asInt() + x] = true;
            }
          }
        });
  }

  private static Stream<JsonNode> panels() {
    return new JsonMapper().readTree(text(DASHBOARD)).get("panels").valueStream();
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
