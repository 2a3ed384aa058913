package dev.rowgate.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Served;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.options.Limits;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that a request which is refused before its head is complete gets the whole answer, also if
/// the client sends on before it reads.
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class UnfinishedHeadTest {

  private static final String PIECE = "a".repeat(4_096);
  private static final int PIECES = 50;

  private static Served served;

  @BeforeAll
  static void start() {
    var settings = new Settings(null, 0, null, Limits.STANDARD);
    served =
        Served.start(
            settings.withAdmin(new Settings.Address("127.0.0.1", 0)), Limits.STANDARD.idleTime());
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'GET /?'                                               | 431 | headers-too-large",
        "'GET /livez HTTP/1.1\nHost: x\nX: '                     | 431 | headers-too-large",
        "'POST /v1/transform HTTP/1.1\nHost: x\nX: '             | 431 | headers-too-large",
        "'GET /livez HTTP/9.9\nHost: x\nX: '                     | 400 | bad-request",
        "'GET /livez HTTP/1.1\nHost: x\nX y: '                   | 400 | bad-request",
        "'G\u0001T /livez HTTP/1.1\nHost: x\nX: '                | 400 | bad-request",
        "'GET //livez HTTP/1.1\nHost: x\n\n'                     | 400 | bad-request",
        "'POST /v1/infer HTTP/1.1\nContent-Length: x\nHost: x\n\n' | 400 | bad-request",
        "'POST /v1/infer HTTP/1.1\nContent-Length: 300000\n\n'   | 400 | bad-request",
      })
  void gets_the_whole_answer(String head, int status, String code) throws Exception {
    for (int port : new int[] {served.server().port(), served.server().adminPort()}) {
      for (int i = 0; i < 10; i++) {
        try (var raw = Served.Raw.to(port)) {
          raw.send(head.replace("\n", "\r\n"));
          for (int piece = 0; piece < PIECES; piece++) {
            raw.send(PIECE);
            if (piece % 10 == 0) {
              // So that the answer is there before the rest.
              Thread.sleep(2);
            }
          }
          assertWhole(raw.readToEnd(), status, code);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"'GET /?', 431, headers-too-large", "'GET / HTTP/9.9\nX: ', 400, bad-request"})
  void gets_it_also_if_the_client_never_stops_sending(String head, int status, String code)
      throws Exception {
    try (var raw = served.connect()) {
      raw.send(head.replace("\n", "\r\n"));
      Thread sender = Thread.ofVirtual().start(() -> sendForEver(raw));
      assertWhole(raw.readToEnd(), status, code);
      // It ends when the service closes the connection.
      sender.join();
    }
    assertThat(served.get("/livez").statusCode()).isEqualTo(200);
  }

  private static void sendForEver(Served.Raw raw) {
    try {
      while (true) {
        raw.send(PIECE);
      }
    } catch (IOException e) {
      // The connection is closed.
    }
  }

  private static void assertWhole(String answer, int status, String code) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\"code\":\"" + code + "\"")
        .endsWith("}]}\n");
  }
}
