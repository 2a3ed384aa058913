package dev.rowgate.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rowgate.dist.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs the commands of the README, the programs of `clients.md` and the commands of
/// `comparison.md` in the root folder, as a reader would paste them, while the README's service
/// runs on its port.
@Timeout(600)
class ReadmeIT {

  private static final Markdown README = Markdown.read("README.md");
  private static final Markdown CLIENTS = Markdown.read("src/docs/clients.md");
  private static final Markdown COMPARISON = Markdown.read("src/docs/comparison.md");
  private static final String SERVE = "target/rowgate serve";
  private static final int PORT = 8080;

  /// A command may reject records (exit code 1); any other code ends the block.
  private static final String STRICT =
      "set -o pipefail; trap 'code=$?; [ $code -le 1 ] || exit $code' ERR\n";

  private static Process service;

  @BeforeAll
  static void serve() throws Exception {
    Tool.needed("bash");
    Tool.needed("curl");
    assumeTrue(
        System.getProperty("rowgate.executable").endsWith("target/rowgate"),
        "another executable than the README's is tested");
    assumeTrue(isFree(), "another program listens on port " + PORT);
    String command =
        blocks("bash").filter(block -> block.startsWith(SERVE)).findFirst().orElseThrow();
    var builder = new ProcessBuilder("bash", "-c", "exec " + command);
    builder.environment().put("ROWGATE_JAVA", java());
    // The whole warm-up would take more processor time than all the commands.
    builder.environment().put("ROWGATE_WARM_UP", "1s");
    service =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    String ready =
        "curl -sf --retry 100 --retry-delay 1 --retry-connrefused localhost:" + PORT + "/readyz";
    assertThat(run(ready).exit()).isZero();
  }

  private static boolean isFree() {
    try (var _ = new ServerSocket(PORT, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (service != null) {
      service.destroy();
      service.waitFor();
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin/java").toString();
  }

  private static Stream<String> blocks(String language) {
    return README.blocks(language).stream();
  }

  /// All commands except the service, which is running, and Maven, which runs this test.
  static List<String> commands() {
    return blocks("bash")
        .filter(block -> !block.startsWith(SERVE))
        .map(block -> block.replaceFirst("mvn -q -B package -Dquick && ", ""))
        .filter(block -> !block.startsWith("mvn"))
        .toList();
  }

  private static Tool.Ran run(String script) {
    return Tool.needed("env").run("ROWGATE_JAVA=" + java(), "bash", "-c", STRICT + script);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_command_works_as_pasted(String block) {
    Tool.Ran ran = run(block);

    assertThat(ran.exit()).as(block + ran.output()).isBetween(0, 1);
    // The total over several inputs is no complaint, nor is the count of rejected records.
    assertThat(ran.output().replaceAll("rowgate: (total: |.* were rejected\n)", ""))
        .doesNotContain("\"type\":\"/problems/", "curl: (", "rowgate: ");
  }

  @Test
  void https_from_the_clone_works_as_pasted() {
    List.of("nginx", "openssl", "envsubst").forEach(Tool::needed);
    String block = Markdown.read("nginx/README.md").blocks("bash").getFirst();

    Tool.Ran ran = run("trap 'kill $! 2>/dev/null' EXIT\n" + block);

    assertThat(ran.exit()).as(ran.output()).isZero();
    assertThat(ran.output()).contains("{\"_summary\":{\"complete\":true,\"recordsRead\":5,");
  }

  @Test
  void the_build_is_what_the_readme_says() {
    assertThat(blocks("bash").filter(block -> block.startsWith("mvn")))
        .containsExactly(
            "mvn -q -B package -Dquick && target/rowgate transform --schema"
                + " src/docs/sample/people.json src/docs/sample/people.csv\n",
            "mvn verify\n");
  }

  @Test
  void bash_sees_that_an_answer_is_whole_or_cut_off() {
    String check =
        blocks("bash").filter(block -> block.contains("tail -n 1")).findFirst().orElseThrow();

    assertThat(run(check).output()).isEqualTo("whole\n");
    Tool.Ran cutOff = Tool.needed("bash").run("-c", cut(check));
    assertThat(cutOff.output()).contains("\"fault\":").endsWith("cut off\n");
    assertThat(cutOff.exit()).isEqualTo(1);
  }

  @Test
  void python_sees_it(@TempDir Path dir) throws IOException {
    sees("python", dir.resolve("check.py"), Tool.needed("python3"));
  }

  @Test
  void node_sees_it(@TempDir Path dir) throws IOException {
    sees("js", dir.resolve("check.mjs"), Tool.needed("node"));
  }

  @Test
  void java_sees_it(@TempDir Path dir) throws IOException {
    sees("java", dir.resolve("Check.java"), Tool.jdk("java"));
  }

  @Test
  void go_sees_it(@TempDir Path dir) throws IOException {
    // Without C, which the program doesn't need and which takes long to compile.
    Path go = Tool.needed("go").path();
    sees("go", dir.resolve("check.go"), Tool.needed("env"), "CGO_ENABLED=0", go.toString(), "run");
  }

  private static void sees(String language, Path file, Tool tool, String... before)
      throws IOException {
    String program = CLIENTS.blocks(language).getFirst();
    List<String> arguments = new ArrayList<>(List.of(before));
    arguments.add(Files.write(file, program.getBytes(UTF_8)).toString());
    Tool.Ran whole = tool.run(arguments.toArray(String[]::new));
    Files.write(file, cut(program).getBytes(UTF_8));
    Tool.Ran cutOff = tool.run(arguments.toArray(String[]::new));

    assertThat(whole.exit()).as(whole.output()).isZero();
    assertThat(whole.output()).contains("Ada Lovelace").endsWith("whole\n");
    assertThat(cutOff.exit()).as(cutOff.output()).isNotZero();
    assertThat(cutOff.output()).doesNotContain("whole\n");
  }

  /// The sample has rejected records; this stops the run at the first one.
  private static String cut(String program) {
    assertThat(program).contains("?schema=people");
    return program.replace("?schema=people", "?schema=people&errors=fail");
  }

  static List<String> others() {
    return COMPARISON.blocks("sh");
  }

  /// Tests only the calls. The table describes output that changes with each version of these
  /// tools.
  @ParameterizedTest
  @MethodSource("others")
  void the_other_tools_are_called_as_they_want_to_be(String command) {
    String name = command.substring(0, command.indexOf(' '));
    Path found = Tool.needed(name).path().getParent();
    Tool.Ran ran = Tool.needed("bash").run("-c", "PATH=" + found + ":$PATH; " + command);
    assumeTrue(!ran.output().contains("ModuleNotFoundError"), "duckdb is not on this machine");

    assertThat(ran.output()).as(command).doesNotContainIgnoringCase("usage:");
  }
}
