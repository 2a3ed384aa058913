package dev.rowgate.http.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tests the JSON lines of the real logger's output.
@Isolated
class JsonLogTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T03:19:04Z"), ZoneOffset.UTC);
  private static final String BEGIN = "{\"time\":\"2026-11-24T03:19:04.000Z\",\"level\":\"";

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new JsonLog(out, CLOCK).stream());
  }

  @AfterEach
  void stopListening() {
    System.setErr(err);
  }

  @Test
  void an_event_is_one_line() {
    LoggerFactory.getLogger("dev.rowgate.x").info("Zoë says {}", "\"hi\"");
    LoggerFactory.getLogger("org.x").warn("b");

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            BEGIN
                + "info\",\"logger\":\"dev.rowgate.x\",\"message\":\"Zoë says \\\"hi\\\"\"}\n"
                + BEGIN
                + "warn\",\"logger\":\"org.x\",\"message\":\"b\"}\n");
  }

  @Test
  void an_exception_is_in_the_same_line() {
    LoggerFactory.getLogger("org.x").warn("bad", new IllegalStateException("why"));

    assertThat(out.toString(UTF_8))
        .startsWith(
            BEGIN + "warn\",\"logger\":\"org.x\",\"message\":\"bad\",\"stack\":\"java.lang.Ill")
        .hasLineCount(1);
  }

  @Test
  void no_text_makes_a_line_of_its_own() {
    Logger log = LoggerFactory.getLogger("org.x");
    log.warn("a\nINFO dev.rowgate.access - {\"id\":\"forged\"}\r\u2028\u001b[2J");
    log.warn("{\"id\":\"forged\"}");

    assertThat(out.toString(UTF_8).split("\n"))
        .hasSize(2)
        .allMatch(line -> line.startsWith(BEGIN + "warn\",\"logger\":\"org.x\",\"message\":\""))
        .noneMatch(line -> line.contains("\"id\":"));
  }

  @Test
  void a_line_of_the_access_log_keeps_its_members() {
    LoggerFactory.getLogger(AccessLog.NAME).info("{\"id\":\"x\",\"status\":200}");

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            BEGIN + "info\",\"logger\":\"dev.rowgate.access\",\"id\":\"x\",\"status\":200}\n");
  }

  @Test
  void many_lines_of_the_access_log_are_written_at_once() {
    new JsonLog(out, CLOCK).writeAccess(List.of("{\"id\":\"x\"}", "{\"id\":\"y\"}"));

    String access = BEGIN + "info\",\"logger\":\"dev.rowgate.access\",\"id\":";
    assertThat(out.toString(UTF_8)).isEqualTo(access + "\"x\"}\n" + access + "\"y\"}\n");
  }

  @Test
  void what_somebody_else_prints_is_an_error() {
    System.err.println("Exception in thread \"x\"");
    System.err.flush();

    assertThat(out.toString(UTF_8))
        .isEqualTo(BEGIN + "error\",\"message\":\"Exception in thread \\\"x\\\"\"}\n");
  }
}
