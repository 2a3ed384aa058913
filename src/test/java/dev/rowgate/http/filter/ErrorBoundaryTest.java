package dev.rowgate.http.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.jetty.JettySetup;
import dev.rowgate.http.log.Metrics;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import io.javalin.Javalin;
import io.javalin.http.Handler;
import io.javalin.http.servlet.JavalinServlet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/// Tests defects before and after the first byte of a response.
@Timeout(240)
@Isolated
class ErrorBoundaryTest {

  private final AtomicInteger halts = new AtomicInteger();

  @Test
  void before_the_first_byte_it_is_500_and_says_nothing_of_us() throws Exception {
    String answer =
        answerOf(ctx -> {
          ctx.res().getOutputStream().print("half an ans");
          throw new IllegalStateException("secret of /etc/rowgate");
        });
    assertThat(answer)
        .startsWith("HTTP/1.1 500")
        .contains("Content-Type: application/problem+json")
        .contains("\"code\":\"internal-error\"")
        .doesNotContain("half")
        .doesNotContain("secret")
        .doesNotContain("Exception")
        .doesNotContain("rowgate.http");
    assertThat(halts).hasValue(0);
  }

  @Test
  void after_the_first_byte_nothing_is_appended_and_there_is_no_end() throws Exception {
    String answer =
        answerOf(ctx -> {
          ctx.res().setHeader("Transfer-Encoding", "chunked");
          ctx.res().getOutputStream().print("{\"a\":1}\n");
          ctx.res().flushBuffer();
          throw new AssertionError("secret");
        });
    assertThat(answer.stripTrailing()).startsWith("HTTP/1.1 200").endsWith("{\"a\":1}");
  }

  @Test
  void the_log_has_the_defect_under_the_request_s_id() throws Exception {
    PrintStream err = System.err;
    var log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      answerOf(
          _ -> {
            throw new IllegalStateException("top-secret");
          },
          () -> log.toString(UTF_8).contains("\"outcome\""));
    } finally {
      System.setErr(err);
    }
    assertThat(log.toString(UTF_8))
        .contains(
            "ERROR dev.rowgate.http.filter.ErrorBoundary - id=the-id a defect ended the request:"
                + " java.lang.")
        .contains("IllegalStateException\n  at dev.rowgate.http.filter.ErrorBoundaryTest")
        .doesNotContain("top-secret")
        .contains("\"id\":\"the-id\",\"method\":\"GET\",\"route\":\"/x\",\"status\":500,")
        .contains("\"outcome\":\"defect\",\"code\":\"internal-error\"}");
  }

  @Test
  void when_the_jvm_cannot_go_on_the_process_is_ended() throws Exception {
    answerOf(_ -> {
      throw new OutOfMemoryError("as if");
    });
    assertThat(halts).hasValue(1);
  }

  private String answerOf(Handler handler) throws Exception {
    return answerOf(handler, () -> true);
  }

  /// @param isDone condition to wait for before the server is stopped, since a request is logged
  ///   after its response was sent
  private String answerOf(Handler handler, BooleanSupplier isDone) throws Exception {
    var guard = new ErrorBoundary(halts::incrementAndGet);
    Javalin javalin =
        Javalin.create(config -> {
          config.startup.startupWatcherEnabled = false;
          config.routes.get("/x", guard.around("/x", handler));
        });
    var settings = new Settings(null, 0, null, Limits.STANDARD);
    var jetty =
        new JettySetup(settings, Limits.STANDARD.idleTime(), new Metrics("test"), null)
            .server(new JavalinServlet(javalin.unsafe));
    jetty.start();
    try (var socket =
        new Socket(
            InetAddress.getLoopbackAddress(),
            ((ServerConnector) jetty.getConnectors()[0]).getLocalPort())) {
      String request =
          "GET /x HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: the-id\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      for (int i = 0; i < 10_000 && !isDone.getAsBoolean(); i++) {
        Thread.sleep(1);
      }
      return answer;
    } finally {
      jetty.stop();
    }
  }
}
