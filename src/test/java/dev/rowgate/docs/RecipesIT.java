package dev.rowgate.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.rowgate.dist.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs the recipes of `recipes.md` as a reader would paste them, each with the output that the
/// page shows. Elasticsearch, Kafka and S3 are stand-ins: a server and programs of those names.
@Timeout(600)
class RecipesIT {

  private static final Markdown PAGE = Markdown.read("src/docs/recipes.md");
  private static final Pattern NO_MODULE = Pattern.compile("No module named '(\\w+)'");
  private static final Path ROOT = Path.of("").toAbsolutePath();

  /// The folder in which they run: it looks like the repository's, and is removed.
  @TempDir static Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    assumeTrue(
        System.getProperty("rowgate.executable").endsWith("target/rowgate"),
        "another executable than the page's is tested");
    Files.createSymbolicLink(folder.resolve("target"), ROOT.resolve("target"));
    Files.createSymbolicLink(folder.resolve("src"), ROOT.resolve("src"));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("rowgate"), ROOT.resolve("target/rowgate"));
    program(bin.resolve("kafka-console-producer.sh"), "cat > produced.ndjson");
    program(
        bin.resolve("aws"),
        """
        mkdir -p bucket; shift
        case $1 in
          cp) cp "${2/#-//dev/stdin}" "${3#s3://}" ;;
          mv) mv "${2#s3://}" "${3#s3://}" ;;
          ls) ls -l "${2#s3://}" | awk 'NR > 1 {print $6, $7, $5, $9}' ;;
        esac
        """);
    assertThat(run(after("# Recipes"))).isEqualTo(output("# Recipes"));
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/bash\nset -e\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /// The first block after a heading.
  private static String after(String heading) throws IOException {
    return block(heading, "(?:bash|python|yaml|sh)");
  }

  private static String output(String heading) throws IOException {
    return block(heading, "text");
  }

  private static String block(String heading, String language) throws IOException {
    String page = Files.readString(PAGE.path());
    int from = page.indexOf(heading + "\n");
    assertThat(from).as(heading).isNotNegative();
    Matcher block =
        Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
            .matcher(page)
            .region(from, page.length());
    assertThat(block.find()).as(heading).isTrue();
    return block.group(1);
  }

  private static String run(String script) {
    return run(script, Map.of()).good();
  }

  private static Tool.Ran run(String script, Map<String, String> environment) {
    String path = folder.resolve("bin") + ":" + ROOT.resolve("target/tools/bin");
    var text = new StringBuilder("cd '" + folder + "'\nset -e\n");
    text.append("export PATH='" + path + "':\"$PATH\"\n");
    text.append("export ROWGATE_JAVA='" + System.getProperty("java.home") + "/bin/java'\n");
    environment.forEach((name, value) -> text.append("export " + name + "='" + value + "'\n"));
    Tool.Ran ran = Tool.needed("bash").run("-c", text + script);
    Matcher missing = NO_MODULE.matcher(ran.output());
    assumeTrue(!missing.find(), () -> missing.group(1) + " is not on this machine");
    return ran;
  }

  private static void assertWorks(String heading, String... programs) throws IOException {
    for (String program : programs) {
      Tool.needed(program);
    }
    assertThat(run(after(heading))).isEqualTo(output(heading));
  }

  @Test
  void duckdb() throws IOException {
    assertWorks("### DuckDB", "python3");
  }

  @Test
  void sqlite() throws IOException {
    assertWorks("### SQLite", "sqlite3");
  }

  @Test
  void pandas() throws IOException {
    assertWorks("### pandas", "python3");
  }

  @Test
  void polars() throws IOException {
    assertWorks("### polars", "python3");
  }

  @Test
  void jq() throws IOException {
    assertWorks("### jq", "jq");
  }

  @Test
  void s3() throws IOException {
    assertWorks("### S3");
    assertThat(folder.resolve("bucket/people.ndjson"))
        .hasSameBinaryContentAs(folder.resolve("people.ndjson"));
  }

  @Test
  void a_broken_input_gives_no_object_of_that_name() throws IOException {
    String upload = after("### S3").replaceAll("(?m)^aws s3 (cp people|ls).*\n", "");
    String broken =
        upload
            .replace("transform ", "transform --errors=fail ")
            .replace("all.ndjson", "cut.ndjson");
    assertThat(broken).contains("--errors=fail", "cut.ndjson.part");

    assertThat(run(broken, Map.of()).exit()).isNotZero();
    assertThat(folder.resolve("bucket/cut.ndjson.part")).exists();
    assertThat(folder.resolve("bucket/cut.ndjson")).doesNotExist();
  }

  @Test
  void kafka() throws IOException {
    run(after("### Kafka"));

    assertThat(folder.resolve("produced.ndjson"))
        .hasSameBinaryContentAs(folder.resolve("people.ndjson"));
  }

  @Test
  void elasticsearch() throws IOException {
    Tool.needed("jq");
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.createContext(
        "/people/_bulk",
        exchange -> {
          List<String> lines =
              new String(exchange.getRequestBody().readAllBytes(), UTF_8).lines().toList();
          boolean good = lines.size() % 2 == 0;
          for (int i = 0; i < lines.size(); i++) {
            good &= lines.get(i).equals("{\"index\":{}}") == (i % 2 == 0);
          }
          String items = String.join(",", lines.stream().skip(lines.size() / 2).toList());
          byte[] answer = ("{\"errors\":" + !good + ",\"items\":[" + items + "]}").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      String recipe = after("### Elasticsearch");
      String here = recipe.replace("localhost:9200", "localhost:" + server.getAddress().getPort());
      assertThat(run(here)).isEqualTo(output("### Elasticsearch"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void postgresql(@TempDir Path cluster) throws IOException {
    Path initdb = Path.of("/usr/lib/postgresql");
    List<Path> versions;
    try (var found = Files.exists(initdb) ? Files.list(initdb) : Stream.<Path>of()) {
      versions = found.filter(one -> Files.isExecutable(one.resolve("bin/initdb"))).toList();
    }
    assumeTrue(!versions.isEmpty(), "PostgreSQL is not on this machine");
    boolean isRoot = System.getProperty("user.name").equals("root");
    assumeTrue(!isRoot || run("id postgres", Map.of()).exit() == 0, "there is no user postgres");
    String bin = versions.getFirst().resolve("bin").toString();
    String as = isRoot ? "runuser -u postgres -- " : "";
    String start =
        """
        chmod 777 %1$s; cd %1$s
        %2$s%3$s/initdb -D %1$s/data -U postgres -A trust >/dev/null
        %2$s%3$s/pg_ctl -D %1$s/data -w -t 120 -l %1$s/log -o "-k %1$s -c listen_addresses= -F" start >/dev/null
        """
            .formatted(cluster, as, bin);
    String stop = "%s%s/pg_ctl -D %s/data -m immediate stop".formatted(as, bin, cluster);
    run(start);
    try {
      var database = Map.of("PGHOST", cluster.toString(), "PGUSER", "postgres");
      assertThat(run(after("### PostgreSQL"), database).good()).isEqualTo(output("### PostgreSQL"));
    } finally {
      run("cd /; " + stop);
    }
  }

  @Test
  void requests_sees_that_an_answer_is_whole_or_cut_off() throws Exception {
    seesTheEnd("### requests");
  }

  @Test
  void httpx_sees_that_an_answer_is_whole_or_cut_off() throws Exception {
    seesTheEnd("### httpx");
  }

  private static void seesTheEnd(String heading) throws Exception {
    Tool.needed("python3");
    Tool.needed("curl");
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String serve = "exec target/rowgate serve --schemas src/docs/sample --warm-up=0 --port=" + port;
    var builder = new ProcessBuilder("bash", "-c", serve);
    builder.environment().put("ROWGATE_JAVA", System.getProperty("java.home") + "/bin/java");
    Process service =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      String url = "localhost:" + port;
      run("curl -sf --retry 100 --retry-delay 1 --retry-connrefused " + url + "/readyz");
      String program = after(heading).replace("localhost:8080", url);
      String cut = program.replace("?schema=people", "?schema=people&errors=fail");
      Files.writeString(folder.resolve("whole.py"), program);
      Files.writeString(folder.resolve("cut.py"), cut);

      assertThat(run("python3 whole.py")).isEqualTo("Ada Lovelace\nZoë Müller\n李娜\nwhole\n");
      Tool.Ran cutOff = run("python3 cut.py", Map.of());
      assertThat(cutOff.exit()).isEqualTo(1);
      assertThat(cutOff.output()).contains("cut off: {'code': 'record-rejected'");
    } finally {
      service.destroy();
      service.waitFor();
    }
  }

  /// A repository of data, in a folder of its own.
  private static String repository(String name) throws IOException {
    Path data = Files.createDirectories(folder.resolve(name).resolve("data"));
    Files.copy(ROOT.resolve("src/docs/sample/people.csv"), data.resolve("people.csv"));
    Files.copy(ROOT.resolve("src/docs/sample/people.json"), folder.resolve(name + "/people.json"));
    return "cd " + name + "\n";
  }

  @Test
  void the_workflow_annotates_a_file_that_is_not_valid() throws IOException {
    String workflow = after("### GitHub Actions");
    String step =
        workflow
            .lines()
            .filter(line -> line.contains("rowgate validate"))
            .findFirst()
            .orElseThrow();
    String command = step.substring(step.indexOf("run: ") + 5);
    Tool.Ran ran = run(repository("workflow") + command, Map.of());

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.output())
        .contains("::error file=data/people.csv,line=5")
        .contains("::error file=data/people.csv,line=7");
  }

  @Test
  void the_workflow_is_one_for_actionlint() throws IOException {
    Path file = Files.writeString(folder.resolve("csv.yml"), after("### GitHub Actions"));
    Tool.needed("actionlint").run(file.toString()).good();
  }

  @Test
  void the_hook_keeps_a_file_that_is_not_valid_out_of_a_commit() throws IOException {
    Tool.needed("git");
    String hook = block("### pre-commit", "sh");
    String start =
        repository("hook")
            + "git init -q . && git config user.name a && git config user.email a@b\n";
    Files.createDirectories(folder.resolve("hook"));
    run(start);
    program(folder.resolve("hook/.git/hooks/pre-commit"), "");
    Files.writeString(folder.resolve("hook/.git/hooks/pre-commit"), hook);

    Tool.Ran refused = run("cd hook && git add . && git commit -qm bad", Map.of());
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.output()).contains("is not an integer");

    // What is staged counts, and not the file beside it.
    run(
        "cd hook && head -4 data/people.csv > good && cp data/people.csv bad && cp good"
            + " data/people.csv && git add data && cp bad data/people.csv && git commit -qm good");
  }

  @Test
  void pre_commit_runs_its_hook() throws IOException {
    Tool.needed("git");
    Tool.needed("pre-commit");
    run(repository("precommit") + "git init -q .");
    Files.writeString(
        folder.resolve("precommit/.pre-commit-config.yaml"), block("### pre-commit", "yaml"));
    Tool.Ran ran =
        run(
            "cd precommit && git add . && pre-commit run --all-files",
            Map.of("PRE_COMMIT_HOME", folder + "/pc"));

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.output()).contains("rowgate", "Failed", "is not an integer");
  }

  @Test
  void a_data_contract() throws IOException {
    assertWorks("### JSON Schema and data contracts", "jq");
  }
}
