package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tests that the numbers in `nginx/` match the service's own.
class NginxFilesTest {

  private static final Limits LIMITS = Limits.STANDARD;
  private static final long MULTIPART_BOUNDARIES = 1 << 20;

  @Test
  void the_app_is_the_one_that_refuses_what_is_too_large() throws IOException {
    assertThat(bytes("nginx.conf", "client_max_body_size"))
        .isEqualTo(LIMITS.uploadBytes() + LIMITS.schemaBytes() + MULTIPART_BOUNDARIES);
    assertThat(Files.readString(file("nginx.conf")))
        .contains("the input is longer than " + (LIMITS.uploadBytes() >> 30) + " GiB");
  }

  @Test
  void the_app_is_the_one_that_refuses_headers_up_to_twice_its_limit() throws IOException {
    assertThat(value("nginx.conf", "large_client_header_buffers"))
        .isEqualTo("1 " + (2 * Limits.STANDARD.count(Limit.MAX_HEADER_BYTES) >> 10) + "k");
  }

  @Test
  void the_app_is_the_one_that_loses_patience_with_a_client() throws IOException {
    assertThat(time("nginx.conf", "client_body_timeout")).isGreaterThan(Limits.STANDARD.idleTime());
    assertThat(time("nginx.conf", "send_timeout")).isGreaterThan(Limits.STANDARD.idleTime());
    assertThat(time("to-app.conf", "grpc_read_timeout")).isGreaterThan(Limits.STANDARD.idleTime());
    assertThat(time("to-app.conf", "grpc_send_timeout")).isGreaterThan(Limits.STANDARD.idleTime());
  }

  @Test
  void nginx_is_the_one_that_closes_an_idle_connection_to_the_app() throws IOException {
    assertThat(time("app.conf", "keepalive_timeout")).isLessThan(Limits.STANDARD.idleTime());
  }

  @Test
  void the_app_is_asked_for_where_it_listens_by_default() throws IOException {
    assertThat(value("app.conf", "server")).startsWith("127.0.0.1:8080 ");
  }

  private static long bytes(String file, String directive) throws IOException {
    Matcher size = Pattern.compile("(\\d+)([kmg]?)").matcher(value(file, directive));
    assertThat(size.matches()).isTrue();
    long number = Long.parseLong(size.group(1));
    return switch (size.group(2)) {
      case "k" -> number << 10;
      case "m" -> number << 20;
      case "g" -> number << 30;
      default -> number;
    };
  }

  private static Duration time(String file, String directive) throws IOException {
    return Duration.parse("PT" + value(file, directive));
  }

  /// The value of the first such directive, the general one.
  private static String value(String file, String directive) throws IOException {
    Matcher found =
        Pattern.compile("(?m)^ *" + directive + " ([^;]+);").matcher(Files.readString(file(file)));
    assertThat(found.find()).as(directive + " in " + file).isTrue();
    return found.group(1);
  }

  private static Path file(String name) {
    return NginxProcess.SHIPPED.resolve(name);
  }
}
