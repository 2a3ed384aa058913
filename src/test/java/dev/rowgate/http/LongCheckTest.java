package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that the check of one record that takes many seconds ends with its request. The record is
/// then neither a row nor rejected.
@Timeout(240)
class LongCheckTest {

  private static final Limits PATIENT =
      Limits.STANDARD.with(Limit.IDLE_TIME, 600_000).with(Limit.MIN_UPLOAD_RATE, 0);

  private static final String SCHEMA =
      "{\"fields\":[{\"name\":\"n\",\"type\":\"integer\"},{\"name\":\"a\",\"type\":\"array\",\"constraints\":{\"jsonSchema\":{\"items\":"
          + "{\"allOf\":["
          + "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"number\"}]},".repeat(50)
          + "true]}}}}]}";

  /// The first record is valid at once. The second one isn't, but that is known after ten seconds
  /// and more.
  private static final String INPUT =
      "n,a\n1,[1]\nx,\"[" + "1,".repeat(400_000) + "1]\"\n2,[2]\n3,[3]\n";

  private static final String BODY =
      "--B\r\nContent-Disposition: form-data; name=\"schema\"\r\n\r\n"
          + SCHEMA
          + "\r\n--B\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"
          + INPUT
          + "\r\n--B--\r\n";

  private static Served.Raw upload(Served served, String path) throws Exception {
    Served.Raw raw = served.connect();
    raw.send(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\n"
            + "Connection: close\r\nContent-Length: "
            + BODY.length()
            + "\r\n\r\n"
            + BODY);
    return raw;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/transform", "/v1/transform?respond=after-upload", "/v1/validate"})
  void the_total_time_ends_it(String path) throws Exception {
    Limits limits = PATIENT.with(Limit.TOTAL_TIME, 1_500);
    try (var served = Served.start(null, limits, limits.idleTime());
        var raw = upload(served, path)) {
      assertThat(raw.readToEnd())
          .contains("\"code\":\"time-up\"", "\"recordsRead\":1,", "\"rowsRejected\":0,")
          .contains("\"problems\":{}")
          .doesNotContain("\"complete\":true");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/transform", "/v1/transform?respond=after-upload", "/v1/validate"})
  void a_client_that_goes_meanwhile_is_counted_as_that(String path) throws Exception {
    try (var served = Served.start(null, PATIENT, PATIENT.idleTime())) {
      try (var _ = upload(served, path)) {
        served.awaitMetric("rowgate_conversions_in_flight 1.0");
      }
      served.awaitMetric("rowgate_http_request_outcomes_total{outcome=\"client-gone\"} 1.0");
      assertThat(served.get("/metrics").body())
          .contains("rowgate_http_request_outcomes_total{outcome=\"stopped\"} 0.0");
    }
  }
}
