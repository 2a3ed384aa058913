package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rowgate.http.machine.Spooling;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.http.watched.ApiKeyFile;
import dev.rowgate.http.watched.ApiKeyFileTest;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.http.watched.SchemaEntry;
import dev.rowgate.http.watched.SchemaFiles;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests unreadable or endless files in the schema directory and as the key file: the start is
/// refused, and a running service isn't affected.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class WatchedFilesTest {

  private static final String SCHEMA = "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\"}]}";
  private static final String OTHER = "{\"fields\":[{\"name\":\"a\",\"type\":\"boolean\"}]}";

  private static final Path KERNEL_LOG = Path.of("/proc/kmsg");
  private static final ProcessBuilder.Redirect NOTHING = ProcessBuilder.Redirect.DISCARD;

  @TempDir private Path directory;

  /// Kinds of files that can't be read.
  private enum Hostile {
    PIPE("a named pipe"),
    SOCKET("a socket"),
    ENDLESS_DEVICE("a device"),
    LINK_TO_NOTHING("link to nothing"),
    LINK_TO_ITSELF("link"),
    /// A file by its type, and empty, whose reader waits for ever.
    HANGING("no answer from the disk"),
    UNREADABLE("permission denied"),
    DIRECTORY("a directory");

    private final String words;

    Hostile(String words) {
      this.words = words;
    }

    void make(Path at) throws Exception {
      switch (this) {
        case PIPE -> run("mkfifo", at.toString());
        case SOCKET -> {
          try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(at));
          }
        }
        case ENDLESS_DEVICE -> Files.createSymbolicLink(at, Path.of("/dev/zero"));
        case LINK_TO_NOTHING -> Files.createSymbolicLink(at, Path.of("nowhere"));
        case LINK_TO_ITSELF -> Files.createSymbolicLink(at, at.getFileName());
        case HANGING -> {
          assumeTrue(Files.isReadable(KERNEL_LOG), "only root may read it");
          assumeTrue(hangs(KERNEL_LOG), "it doesn't hang here");
          Files.createSymbolicLink(at, KERNEL_LOG);
        }
        case UNREADABLE -> {
          Files.writeString(at, OTHER);
          run("chmod", "000", at.toString());
          assumeTrue(!Files.isReadable(at), "root reads everything");
        }
        case DIRECTORY -> Files.createDirectory(at);
      }
    }

    private static boolean hangs(Path file) throws Exception {
      var read = new ProcessBuilder("cat", file.toString()).redirectOutput(NOTHING).start();
      try {
        return !read.waitFor(300, MILLISECONDS);
      } finally {
        read.destroyForcibly().waitFor();
      }
    }

    private static void run(String... command) throws Exception {
      assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Hostile.class, names = "DIRECTORY", mode = EnumSource.Mode.EXCLUDE)
  void a_start_refuses_it_as_a_schema(Hostile hostile) throws Exception {
    hostile.make(directory.resolve("bad.json"));
    Files.writeString(directory.resolve("good.json"), SCHEMA);

    assertThat(SchemaDirectory.open(directory, Limits.STANDARD))
        .isInstanceOfSatisfying(
            SchemaDirectory.Opened.Faulty.class,
            faulty ->
                assertThat(faulty.messages())
                    .singleElement()
                    .asString()
                    .startsWith("bad.json: the schema can't be read: ")
                    .contains(hostile.words));
  }

  @ParameterizedTest
  @EnumSource(
      value = Hostile.class,
      names = {"PIPE", "SOCKET", "ENDLESS_DEVICE", "LINK_TO_NOTHING", "LINK_TO_ITSELF"})
  void a_start_refuses_it_as_a_directory(Hostile hostile) throws Exception {
    Path at = directory.resolve("bad");
    hostile.make(at);
    boolean isLink = hostile.name().startsWith("LINK");
    String words =
        hostile == Hostile.LINK_TO_NOTHING
            ? "there is no such file"
            : isLink ? hostile.words : "it is " + hostile.words + ", not a directory";

    assertThat(SchemaDirectory.open(at, Limits.STANDARD))
        .isInstanceOfSatisfying(
            SchemaDirectory.Opened.Faulty.class,
            faulty ->
                assertThat(faulty.messages())
                    .singleElement()
                    .asString()
                    .startsWith(at + ": can't be read (")
                    .contains(words));
    Settings spoolsThere =
        new Settings(null, 0, null, Limits.STANDARD)
            .with(Respond.AUTO, Spooling.within(at, Limits.STANDARD));
    assertThat(Server.start(spoolsThere, () -> {}))
        .isInstanceOfSatisfying(
            Start.Failed.class, start -> assertThat(start.reason()).contains(at.toString()));
  }

  @Test
  void a_pipe_in_place_of_the_directory_leaves_the_last_schemas() throws Exception {
    Path schemas = Files.createDirectory(directory.resolve("schemas"));
    Files.writeString(schemas.resolve("good.json"), SCHEMA);
    try (Served served = Served.withSchemas(schemas)) {
      Files.move(schemas, directory.resolve("moved"));
      Hostile.PIPE.make(schemas);

      assertThat(served.get("/v1/schemas/good").statusCode()).isEqualTo(200);
      assertThat(served.transform("?schema=good", "a\n1\n").body()).startsWith("{\"a\":1}\n");
    }
  }

  /// Many bad ones cost a start no more than a few.
  @Test
  void a_start_names_each_file_that_hangs_and_waits_for_few_of_them() throws Exception {
    for (int i = 0; i < 10; i++) {
      Hostile.HANGING.make(directory.resolve("bad" + i + ".json"));
      Files.writeString(directory.resolve("good" + i + ".json"), SCHEMA);
    }
    long begin = System.nanoTime();

    assertThat(SchemaDirectory.open(directory, Limits.STANDARD))
        .isInstanceOfSatisfying(
            SchemaDirectory.Opened.Faulty.class,
            faulty ->
                assertThat(faulty.messages())
                    .hasSize(10)
                    .allMatch(each -> each.matches("bad[0-9]+\\.json: .* no answer .*")));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void in_place_of_a_schema_it_leaves_the_last_good_one_and_all_others(Hostile hostile)
      throws Exception {
    Path known = Files.writeString(directory.resolve("known.json"), SCHEMA);
    Files.writeString(directory.resolve("other.json"), SCHEMA);
    try (var served = Served.withSchemas(directory)) {
      Files.delete(known);
      hostile.make(known);
      Files.writeString(directory.resolve("new.json"), SCHEMA);

      for (String name : List.of("known", "other", "new")) {
        assertThat(served.transform("?schema=" + name, "a\n1\n").body())
            .as(name)
            .startsWith("{\"a\":1}");
      }
      assertThat(served.transform("?schema=unknown", "a\n1\n").statusCode()).isEqualTo(404);
      assertThat(served.get("/v1/schemas").body())
          .contains("{\"name\":\"known\",\"fields\":1,\"fault\":{\"code\":\"schema-unreadable\"")
          .contains(hostile.words, "{\"name\":\"new\",\"fields\":1}");
      assertThat(served.get("/metrics").body()).contains("rowgate_schemas_faulty 1.0");

      Files.delete(known);
      Files.writeString(known, OTHER);
      assertRow(hostile, served, "?schema=known", "a\ntrue\n", "{\"a\":true}");
      assertThat(served.get("/metrics").body()).contains("rowgate_schemas_faulty 0.0");
    }
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void as_the_file_of_keys_it_is_refused_or_leaves_the_last_good_ones(Hostile hostile)
      throws Exception {
    Path file = directory.resolve("keys");
    hostile.make(file);
    assertThat(ApiKeyFile.open(file))
        .isInstanceOfSatisfying(
            ApiKeyFile.Opened.Faulty.class,
            faulty ->
                assertThat(faulty.messages())
                    .singleElement()
                    .asString()
                    .contains(
                        "can't be read",
                        hostile == Hostile.LINK_TO_NOTHING ? "no such" : hostile.words));
    Files.delete(file);

    Files.writeString(file, ApiKeyFileTest.line("ada", "one"));
    ApiKeyFile keys = ((ApiKeyFile.Opened.Usable) ApiKeyFile.open(file)).file();
    Files.delete(file);
    hostile.make(file);
    ApiKeyFileTest.awaitNextLook();
    assertThat(keys.current().ownerOf("one")).isEqualTo("ada");
    assertThat(keys.isFaulty()).isTrue();

    Files.delete(file);
    Files.writeString(file, ApiKeyFileTest.line("bob", "two"));
    ApiKeyFileTest.awaitNextLook();
    while (hostile == Hostile.HANGING && keys.isFaulty()) {
      // On a slow machine, the call that hangs may not have been given up yet.
      Thread.sleep(10);
    }
    assertThat(keys.isFaulty()).isFalse();
    assertThat(keys.current().ownerOf("two")).isEqualTo("bob");
  }

  /// A foreign key leads to it.
  @ParameterizedTest
  @EnumSource(Hostile.class)
  void in_place_of_a_reference_it_is_told_so(Hostile hostile) throws Exception {
    Files.writeString(
        directory.resolve("orders.json"),
        """
        {"fields":[{"name":"a"}],
         "foreignKeys":[{"fields":"a","reference":{"resource":"countries","fields":"code"}}]}
        """);
    Path file = directory.resolve("countries.csv");
    hostile.make(file);
    try (var served = Served.withSchemas(directory)) {
      var response = served.transform("?schema=orders", "a\nNZ\n");
      if (hostile == Hostile.LINK_TO_NOTHING) {
        assertThat(response.body()).contains("\"code\":\"missing-reference\"");
      } else {
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
            .contains("\"code\":\"bad-reference\"", "the reference 'countries': it can't be read: ")
            .contains(hostile.words);
      }
      Files.delete(file);
      Files.writeString(file, "code\nNZ\n");
      assertRow(hostile, served, "?schema=orders", "a\nNZ\n", "{\"a\":\"NZ\"}");
    }
  }

  /// Asserts that the next request sees the mended file. On a slow machine, a call that hangs may
  /// not have been given up yet.
  private static void assertRow(
      Hostile hostile, Served served, String query, String csv, String row) throws Exception {
    String answer = served.transform(query, csv).body();
    while (hostile == Hostile.HANGING && !answer.startsWith(row)) {
      Thread.sleep(10);
      answer = served.transform(query, csv).body();
    }
    assertThat(answer).startsWith(row);
  }

  @Test
  void a_file_of_keys_without_end_is_refused_by_its_length() throws Exception {
    Path file = Files.writeString(directory.resolve("keys"), "#".repeat((1 << 20) + 1));
    assertThat(((ApiKeyFile.Opened.Faulty) ApiKeyFile.open(file)).messages())
        .containsExactly(file + ": can't be read (it is longer than 1048576 bytes)");
  }

  @Test
  void a_change_that_leaves_size_and_time_is_noticed() throws Exception {
    Path file = directory.resolve("s.json");
    var time = FileTime.fromMillis(1_700_000_000_000L);
    String[] types = {"integer", "boolean"};
    try (var served = Served.withSchemas(directory)) {
      for (int i = 0; i < 10; i++) {
        String type = types[i % 2];
        Files.writeString(file, "{\"fields\":[{\"name\":\"a\",\"type\":\"" + type + "\"}]}");
        Files.setLastModifiedTime(file, time);
        ApiKeyFileTest.awaitNextLook();
        assertThat(served.get("/v1/schemas/s").body()).contains(type);
      }
    }
  }

  @Test
  void what_the_reader_of_schemas_fails_on_harms_no_other() throws Exception {
    Path file = Files.writeString(directory.resolve("s.json"), SCHEMA);
    SchemaDirectory schemas = usable(WatchedFilesTest::failsOnBoolean);
    Files.writeString(file, OTHER);
    Files.writeString(directory.resolve("bad.json"), OTHER);
    Files.writeString(directory.resolve("new.json"), SCHEMA);

    assertThat(schemas.find("s")).isNotNull();
    assertThat(schemas.find("new")).isNotNull();
    assertThat(schemas.find("bad")).isNull();
    assertThat(schemas.find("unknown")).isNull();
    assertThat(schemas.list().stream().filter(SchemaEntry::isFaulty).map(SchemaEntry::name))
        .containsExactly("bad", "s");
    assertThat(schemas.list().iterator().next().faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.codeText()).isEqualTo("internal-error"));
  }

  private static SchemaResult failsOnBoolean(byte[] json, int maxBytes) {
    if (new String(json, UTF_8).contains("boolean")) {
      throw new IllegalStateException("as a test wants it");
    }
    return SchemaReader.read(json, maxBytes);
  }

  @Test
  void a_disk_that_does_not_answer_leaves_what_is_known() throws Exception {
    Path file = Files.writeString(directory.resolve("s.json"), SCHEMA);
    var mended = new CountDownLatch(1);
    SchemaDirectory schemas =
        usable((json, maxBytes) -> {
          if (new String(json, UTF_8).contains("boolean")) {
            await(mended);
          }
          return SchemaReader.read(json, maxBytes);
        });
    Files.writeString(file, OTHER);
    SchemaEntry.Good before = schemas.find("s");
    for (int i = 0; i < 1_000; i++) {
      assertThat(schemas.find("s")).isNotNull().isSameAs(before);
      assertThat(schemas.find("unknown")).isNull();
      assertThat(schemas.list()).hasSize(1);
    }
    assertThat(schemas.isFaulty()).isTrue();

    mended.countDown();
    while (schemas.isFaulty()) {
      schemas.list();
    }
    assertThat(schemas.find("s")).isNotSameAs(before);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private SchemaDirectory usable(SchemaFiles.Reader reader) {
    return ((SchemaDirectory.Opened.Usable)
            SchemaDirectory.open(directory, Limits.STANDARD, reader))
        .directory();
  }

  @Test
  void too_many_files_leave_the_directory_as_it_was_known() throws Exception {
    Files.writeString(directory.resolve("s.json"), SCHEMA);
    Limits limits = Limits.STANDARD.with(Limit.MAX_SCHEMAS, 100);
    try (var served = Served.start(directory, limits, limits.idleTime())) {
      for (int i = 0; i < 10_000; i++) {
        Files.writeString(directory.resolve("n" + i + ".json"), SCHEMA);
      }
      assertThat(served.transform("?schema=s", "a\n1\n").body()).startsWith("{\"a\":1}");
      assertThat(served.transform("?schema=n1", "a\n1\n").statusCode()).isEqualTo(404);
      assertThat(served.get("/v1/schemas").body())
          .isEqualTo("{\"schemas\":[{\"name\":\"s\",\"fields\":1}]}\n");
      assertThat(served.get("/metrics").body()).contains("rowgate_schema_directory_faulty 1.0");
    }
  }

  @Test
  void one_that_there_is_no_room_for_leaves_the_others() throws IOException {
    Files.writeString(directory.resolve("s.json"), SCHEMA);
    SchemaDirectory schemas =
        ((SchemaDirectory.Opened.Usable)
                SchemaDirectory.open(
                    directory, Limits.STANDARD.with(Limit.MAX_SCHEMA_MEMORY, 10_000)))
            .directory();
    Path large = directory.resolve("large.json");
    Files.writeString(large, SCHEMA + " ".repeat(10_000));
    assertThat(schemas.find("large")).isNull();
    assertThat(schemas.find("s")).isNotNull();
    assertThat(schemas.list().iterator().next().faults().getFirst().message())
        .contains("more than 10000 bytes of memory", "--max-schema-memory");

    Files.writeString(large, SCHEMA);
    assertThat(schemas.find("large")).isNotNull();
  }
}
