package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.flags.ServeArguments;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the precedence of flag, variable and file, and the messages about invalid settings.
class ServeSettingsTest {

  private final AtomicReference<ServeArguments> asked = new AtomicReference<>();

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = dir.resolve("rowgate.conf");
  }

  private Ran serve(Map<String, String> environment, String... args) {
    return Ran.serve(
        environment,
        (arguments, _) -> {
          asked.set(arguments);
          return ExitCode.ALL_GOOD;
        },
        args);
  }

  private ServeArguments asked() {
    assertThat(asked.get()).as("what was asked for").isNotNull();
    return asked.get();
  }

  private Path write(String... lines) throws IOException {
    return Files.write(file, java.util.List.of(lines));
  }

  @Test
  void nothing_said_is_all_defaults() {
    Ran ran = serve(Map.of("PATH", "/bin"));

    assertThat(asked())
        .isEqualTo(
            new ServeArguments(
                "127.0.0.1",
                8080,
                null,
                null,
                null,
                "127.0.0.1",
                null,
                List.of(),
                List.of(),
                List.of(),
                Limits.STANDARD,
                Respond.AUTO,
                Duration.ofSeconds(20),
                false));
    assertThat(ran.err()).isEqualTo("rowgate: settings: all have their defaults\n");
  }

  @Test
  void a_flag_goes_before_a_variable_and_that_before_the_file() throws IOException {
    write("# ours", "", "port = 1", "max-fields=1", "  host =  ::1 ", "max-cell-bytes = 1KiB");
    var variables =
        Map.of("ROWGATE_PORT", "2", "ROWGATE_MAX_FIELDS", "2", "ROWGATE_CONFIG", file.toString());

    Ran ran = serve(variables, "--port=3");

    Limits limits = Limits.STANDARD.with(Limit.MAX_FIELDS, 2).with(Limit.MAX_CELL_BYTES, 1 << 10);
    assertThat(asked())
        .isEqualTo(
            new ServeArguments(
                "::1",
                3,
                null,
                null,
                null,
                "127.0.0.1",
                null,
                List.of(),
                List.of(),
                List.of(),
                limits,
                Respond.AUTO,
                Duration.ofSeconds(20),
                false));
    assertThat(ran.err())
        .isEqualTo(
            "rowgate: settings: config="
                + file
                + " (ROWGATE_CONFIG), host=::1 ("
                + file
                + ":5), port=3 (--port), max-cell-bytes=1KiB ("
                + file
                + ":6), max-fields=2 (ROWGATE_MAX_FIELDS)\n");
  }

  @Test
  void keys_and_spool_are_files_from_anywhere() throws IOException {
    write("keys = /etc/rowgate/keys", "spool = /var/spool/rowgate");

    serve(Map.of("ROWGATE_KEYS", "keys.txt"), "--config", file.toString(), "--spool", "here");

    assertThat(asked().keys()).isEqualTo(Path.of("keys.txt"));
    assertThat(asked().spool()).isEqualTo(Path.of("here"));
  }

  @Test
  void a_second_port_has_an_address_of_its_own() {
    serve(Map.of("ROWGATE_ADMIN_PORT", "9100"), "--admin-host", "::1");
    assertThat(asked().adminPort()).isEqualTo(9100);
    assertThat(asked().adminHost()).isEqualTo("::1");

    assertThat(serve(Map.of(), "--admin-port=x").err())
        .startsWith("rowgate: option '--admin-port' is 'x'; it takes a whole number");
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void every_limit_is_a_flag_and_a_variable_and_a_line(Limit limit) throws IOException {
    long value =
        limit == Limit.MAX_BUFFER_BYTES || limit == Limit.MAX_SCHEMA_MEMORY
            ? 32 << 20
            : 2 * limit.standard();
    String text = limit.text(value);
    Limits expected = Limits.STANDARD.with(limit, value);

    serve(Map.of(), "--" + limit.kebabName(), text);
    assertThat(asked().limits()).isEqualTo(expected);
    serve(Map.of("ROWGATE_" + limit.name(), text));
    assertThat(asked().limits()).isEqualTo(expected);
    serve(Map.of(), "--config", write(limit.kebabName() + " = " + text).toString());
    assertThat(asked().limits()).isEqualTo(expected);
    assertThat(Ran.rowgate("serve", "--help").out().replaceAll("\\s+", " "))
        .contains("--" + limit.kebabName() + "=", limit.text(limit.standard()) + ".");
  }

  @ParameterizedTest
  @CsvSource({
    "ROWGATE_MAX_FIELD, ROWGATE_MAX_FIELDS",
    "ROWGATE_JAVA_OPT, ROWGATE_JAVA_OPTS",
    "ROWGATE_HOTS, ROWGATE_HOST",
    "ROWGATE_CONFIGS, ROWGATE_CONFIG",
  })
  void an_unknown_variable_is_warned_of(String name, String meant) {
    Ran ran = serve(Map.of(name, "1"));

    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.err())
        .startsWith(
            "rowgate: warning: there is no variable "
                + name
                + "; did you mean "
                + meant
                + "?\nrowgate: settings: ");
  }

  @Test
  void an_unknown_variable_like_no_other_is_warned_of_without_a_guess() {
    assertThat(serve(Map.of("ROWGATE_COLOUR", "red")).err())
        .startsWith("rowgate: warning: there is no variable ROWGATE_COLOUR\n");
  }

  @ParameterizedTest
  @CsvSource({
    "ROWGATE_JAVA, /usr/bin/java",
    "ROWGATE_JAVA_OPTS, -Xmx64m",
    "ROWGATE_SERVICE_HOST, 10.0.0.1",
    "ROWGATE_SERVICE_PORT_HTTP, 80",
    "ROWGATE_PORT, tcp://10.0.0.1:80",
    "ROWGATE_PORT_80_TCP_ADDR, 10.0.0.1",
    "ROWGATE_PORT, ''",
    "ROWGATE_MAX_FIELDS, ''",
    "ROWGATEX, 1",
    "rowgate_port, 1",
  })
  void other_variables_are_none_of_ours(String name, String value) {
    Ran ran = serve(Map.of(name, value));

    assertThat(ran.err()).isEqualTo("rowgate: settings: all have their defaults\n");
    assertThat(asked().port()).isEqualTo(8080);
  }

  @Test
  void a_variable_that_cannot_be_used_is_refused_by_its_name() {
    Ran ran = serve(Map.of("ROWGATE_PORT", "http", "ROWGATE_MAX_FIELDS", "0"));

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err().lines())
        .startsWith(
            "rowgate: option 'ROWGATE_PORT' is 'http'; it takes a whole number from 0 to 65535",
            "rowgate: option 'ROWGATE_MAX_FIELDS' is '0'; it takes a whole number from 1 to"
                + " 1000000");
    assertThat(asked.get()).isNull();
  }

  @Test
  void a_file_is_refused_with_all_that_is_wrong_and_its_lines() throws IOException {
    write("prot = 1", "port", "host = a", "host = b", "config = x", "idle-time = 30");

    Ran ran = serve(Map.of(), "--config", file.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err().lines())
        .startsWith(
            "rowgate: " + file + ":1: there is no option 'prot'; did you mean 'port'?",
            "rowgate: " + file + ":2: 'port' is not NAME = VALUE",
            "rowgate: " + file + ":4: option 'host' stands at " + file + ":3 too",
            "rowgate: " + file + ":5: there is no option 'config'",
            "rowgate: "
                + file
                + ":6: option 'idle-time' is '30'; it takes a time from 100ms to 24h, such as"
                + " 500ms, 30s or 5m");
  }

  @Test
  void a_file_that_is_not_there_is_refused() {
    Ran ran = serve(Map.of(), "--config", file.toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).startsWith("rowgate: " + file + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "10.1", "10/8", "0", "sidecar", "10.0.0.0/33", "::/129", ""})
  void a_sidecar_that_is_no_whole_address_is_refused(String sidecar) {
    Ran ran = serve(Map.of(), "--sidecar=" + sidecar);

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err())
        .startsWith(
            "rowgate: option '--sidecar' is '" + sidecar + "'; it takes addresses or networks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "127.0.0.1", "::1", "fd00::/8,10.1.2.3"})
  void a_sidecar_is_an_address_or_a_network(String sidecar) {
    assertThat(serve(Map.of(), "--sidecar=" + sidecar).err())
        .contains("sidecar=" + sidecar + " (--sidecar)");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_a_name() throws IOException {
    Files.writeString(file, "\uFEFFmax-fields = 7\n");

    assertThat(serve(Map.of(), "--config", file.toString()).err()).contains("max-fields=7 (");
  }

  @Test
  void a_file_without_end_or_of_another_encoding_is_refused() throws IOException {
    Files.write(file, new byte[(1 << 20) + 1]);
    assertThat(serve(Map.of(), "--config", file.toString()).err())
        .startsWith("rowgate: " + file + ": a file of settings is not longer than 1048576 bytes");
    assertThat(serve(Map.of(), "--config", "/dev/zero").exit()).isEqualTo(ExitCode.WRONG_USAGE);

    Files.write(file, new byte[] {'p', (byte) 0xe4});
    assertThat(serve(Map.of(), "--config", file.toString()).err())
        .startsWith("rowgate: " + file + ": it is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--max-record-bytes=2MB", "--max-fields=0", "--idle-time=5"})
  void a_flag_that_cannot_be_used_is_refused(String flag) {
    Ran ran = serve(Map.of(), flag);

    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).startsWith("rowgate: option '" + flag.split("=")[0] + "' is '");
  }

  @Test
  void a_flag_given_twice_is_refused() {
    assertThat(serve(Map.of(), "--max-fields=1", "--max-fields=1").exit())
        .isEqualTo(ExitCode.WRONG_USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "--max-record-bytes=9, record-too-large",
    "--max-cell-bytes=4, cell-too-large",
    "--max-fields=2, too-many-fields",
  })
  void transform_takes_the_limits_of_a_record(String flag, String code) {
    Ran past = Ran.with("a,b\nx,y\n12345,2,3,4\n", "transform", flag);

    assertThat(past.exit()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(past.out()).contains("\"code\":\"" + code + "\"", "{\"a\":\"x\",\"b\":\"y\"}");
    assertThat(Ran.with("a\n1\n", "transform", flag.split("=")[0] + "=x").exit())
        .isEqualTo(ExitCode.WRONG_USAGE);
  }
}
