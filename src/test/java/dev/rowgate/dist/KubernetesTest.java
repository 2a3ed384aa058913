package dev.rowgate.dist;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Tests that the Kubernetes manifests use existing fields with the intended values. No cluster is
/// needed.
class KubernetesTest {

  private static final Path FILE = Path.of("src/dist/kubernetes/rowgate.yaml");

  private static final Path JOB = Path.of("src/dist/kubernetes/indexed-job.yaml");

  private static Map<String, JsonNode> manifests;

  @BeforeAll
  static void read() throws IOException {
    manifests =
        Yaml.documents(FILE).stream()
            .collect(toMap(manifest -> manifest.get("kind").asString(), Function.identity()));
  }

  private static JsonNode pod() {
    return manifests.get("Deployment").at("/spec/template/spec");
  }

  /// The oldest version that the file claims to support, and the newest that the validator knows.
  @ParameterizedTest
  @ValueSource(strings = {"1.30", "1.37"})
  void kubernetes_s_own_schemas_take_them_and_know_each_field(String version) {
    String output =
        Tool.needed("kubernetes-validate").run("--strict", "-k", version, FILE.toString()).good();

    assertThat(output.lines()).hasSize(manifests.size()).allMatch(line -> line.contains("passed"));
  }

  @Test
  void a_field_that_there_is_not_would_be_found(@TempDir Path dir) throws IOException {
    Path wrong =
        Files.writeString(
            dir.resolve("wrong.yaml"),
            Files.readString(FILE).replace("startupProbe", "startUpProbe"));

    Tool.Ran ran = Tool.needed("kubernetes-validate").run("--strict", wrong.toString());

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.output()).contains("'startUpProbe' was unexpected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.30", "1.37"})
  void kubernetes_s_own_schemas_take_the_indexed_job(String version) {
    String output =
        Tool.needed("kubernetes-validate").run("--strict", "-k", version, JOB.toString()).good();

    assertThat(output).contains("passed");
  }

  /// What it means is held by `PastOneMachineIT`, which runs its command.
  @Test
  void each_pod_of_the_indexed_job_takes_the_files_of_its_index() throws IOException {
    JsonNode job = Yaml.documents(JOB).getFirst();

    assertThat(job.at("/spec/completionMode").asString()).isEqualTo("Indexed");
    assertThat(job.at("/spec/template/spec/containers/0/args").toString())
        .contains("/in/$(JOB_COMPLETION_INDEX)", "/out/$(JOB_COMPLETION_INDEX)/");
    assertThat(job.at("/spec/podFailurePolicy/rules/0/onExitCodes/values").toString())
        .isEqualTo("[1,2,3]");
    assertThat(job.at("/spec/template/spec/containers/0/securityContext"))
        .isEqualTo(pod().at("/containers/0/securityContext"));
    assertThat(job.at("/spec/template/spec/securityContext"))
        .isEqualTo(pod().get("securityContext"));
  }

  @Test
  void there_are_a_deployment_a_service_a_scaler_and_a_budget() {
    assertThat(manifests)
        .containsOnlyKeys(
            "Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget");
    String labels = manifests.get("Deployment").at("/spec/template/metadata/labels").toString();
    assertThat(manifests.get("Deployment").at("/spec/selector/matchLabels").toString())
        .isEqualTo(labels);
    assertThat(manifests.get("Service").at("/spec/selector").toString()).isEqualTo(labels);
    assertThat(manifests.get("PodDisruptionBudget").at("/spec/selector/matchLabels").toString())
        .isEqualTo(labels);
    assertThat(manifests.get("HorizontalPodAutoscaler").at("/spec/scaleTargetRef/name"))
        .isEqualTo(manifests.get("Deployment").at("/metadata/name"));
  }

  @Test
  void no_variable_of_kubernetes_is_taken_for_a_setting() {
    assertThat(pod().get("enableServiceLinks").asBoolean(true)).isFalse();
    assertThat(pod().get("automountServiceAccountToken").asBoolean(true)).isFalse();
  }

  @Test
  void it_is_asked_whether_it_starts_works_and_lives() {
    JsonNode container = pod().at("/containers/0");
    for (String probe : new String[] {"startupProbe", "livenessProbe"}) {
      assertThat(container.at("/" + probe + "/httpGet/path").asString()).isEqualTo("/livez");
    }
    assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/readyz");
    // The drain of 8 s fits into the grace period, and starts when no more requests are routed
    // here.
    int before = container.at("/lifecycle/preStop/sleep/seconds").asInt();
    assertThat(before).isPositive();
    assertThat(pod().get("terminationGracePeriodSeconds").asInt()).isGreaterThan(before + 8 + 2);
  }

  @Test
  void it_may_do_nothing_but_serve() {
    JsonNode container = pod().at("/containers/0");
    JsonNode may = container.get("securityContext");
    assertThat(may.get("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(may.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(may.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
    assertThat(pod().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod().at("/securityContext/runAsUser").asInt()).isPositive();
    assertThat(pod().at("/securityContext/seccompProfile/type").asString())
        .isEqualTo("RuntimeDefault");
    assertThat(container.at("/resources/limits/memory").asString()).isEqualTo("640Mi");
    assertThat(container.at("/resources/requests").propertyNames()).contains("cpu", "memory");
  }

  /// The service itself limits spooled data to less than the size of the volume.
  @Test
  void spools_have_room() {
    assertThat(pod().at("/volumes/0/emptyDir/sizeLimit").asString()).isEqualTo("8Gi");
    assertThat(pod().at("/volumes/0/emptyDir/medium").isMissingNode()).isTrue();
    assertThat(pod().at("/containers/0/resources/limits/ephemeral-storage").asString())
        .isEqualTo("9Gi");
  }
}
