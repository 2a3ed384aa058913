package dev.rowgate.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.rowgate.lines.ReportWriter;
import dev.rowgate.options.Limits;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateTest {

  private static final String AGES = "{\"fields\":[{\"name\":\"age\",\"type\":\"integer\"}]}";

  private static Served served;
  private static RequestSpecification to;

  @BeforeAll
  static void start(@TempDir Path schemas) throws Exception {
    Files.writeString(schemas.resolve("ages.json"), AGES);
    served = Served.withSchemas(schemas);
    to =
        new RequestSpecBuilder()
            .setBaseUri(served.url())
            .setContentType("text/csv")
            .setConfig(
                RestAssuredConfig.config()
                    .encoderConfig(
                        EncoderConfig.encoderConfig()
                            .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
            .build();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void good_records_are_200_and_valid() {
    given(to)
        .body("age\n36\n")
        .post("/v1/validate?schema=ages")
        .then()
        .statusCode(200)
        .header("Content-Type", "application/json")
        .header("Content-Length", not(nullValue()))
        .body("errors", hasSize(0))
        .body("valid", equalTo(true))
        .body("summary.recordsRead", equalTo(1));
  }

  @Test
  void rejected_records_are_200_too() {
    given(to)
        .body("age\n36\nold\n")
        .post("/v1/validate?schema=ages")
        .then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("errors[0].line", equalTo(3))
        .body("errors[0].problems[0].code", equalTo("type-error"))
        .body("summary.problems.type-error.age", equalTo(1))
        .body("limitReached", nullValue());
  }

  @Test
  void the_list_is_bounded_and_the_counts_are_not() {
    given(to)
        .body("age\n" + "x\n".repeat(5000))
        .post("/v1/validate?schema=ages")
        .then()
        .statusCode(200)
        .body("errors", hasSize(ReportWriter.MAX_ERRORS))
        .body("limitReached", equalTo(true))
        .body("summary.rowsRejected", equalTo(5000));
  }

  @Test
  void a_fault_is_422_with_the_summary() {
    given(to)
        .body("age\n36\nold\n")
        .post("/v1/validate?schema=ages&errors=fail")
        .then()
        .statusCode(422)
        .header("Content-Type", "application/problem+json")
        .body("code", equalTo("record-rejected"))
        .body("summary.complete", equalTo(false))
        .body("summary.recordsRead", equalTo(2))
        .body("summary.rowsValid", equalTo(1));
  }

  @Test
  void a_header_that_does_not_fit_is_422() {
    given(to)
        .body("name\nAda\n")
        .post("/v1/validate?schema=ages")
        .then()
        .statusCode(422)
        .body("code", equalTo("incorrect-label"));
  }

  @Test
  void the_schema_can_come_along() {
    given(to)
        .contentType("multipart/form-data")
        .multiPart("schema", "schema.json", AGES.getBytes(UTF_8), "application/json")
        .multiPart("file", "ages.csv", "age\nold\n".getBytes(UTF_8), "text/csv")
        .post("/v1/validate")
        .then()
        .statusCode(200)
        .body("valid", equalTo(false));
  }

  @Test
  void options_of_the_csv_are_those_of_transform() {
    given(to)
        .urlEncodingEnabled(false)
        .body("junk\nage;x\n36;'a;b'\n")
        .post("/v1/validate?delimiter=%3B&quote=%27&skipRows=1")
        .then()
        .statusCode(200)
        .body("valid", equalTo(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"respond=straight", "nulls=omit", "summary=false"})
  void options_that_say_nothing_of_a_report_are_refused(String option) {
    given(to)
        .body("age\n36\n")
        .post("/v1/validate?" + option)
        .then()
        .statusCode(400)
        .body("code", equalTo("unknown-option"))
        .body("detail", startsWith("there is no option '" + option.split("=")[0] + "'"))
        .body("detail", containsString("there are: schema, errors, maxErrors"));
  }

  @Test
  void it_is_posted() {
    given(to).get("/v1/validate").then().statusCode(405).header("Allow", containsString("POST"));
    given(to).options("/v1/validate").then().statusCode(204);
  }

  @Test
  void a_summary_of_many_columns_is_whole_in_the_refusal() throws Exception {
    String header = "c".repeat(50) + "%d";
    var labels = new StringBuilder();
    var fields = new StringBuilder();
    for (int i = 0; i < 4000; i++) {
      labels.append(i == 0 ? "" : ",").append(header.formatted(i));
      fields
          .append(i == 0 ? "" : ",")
          .append("{\"name\":\"" + header.formatted(i) + "\",\"type\":\"integer\"}");
    }
    String row = "x" + ",x".repeat(3999) + "\n";
    try (var all = Served.start(null, Limits.STANDARD, Limits.STANDARD.idleTime())) {
      given()
          .baseUri(all.url())
          .multiPart("schema", "s.json", ("{\"fields\":[" + fields + "]}").getBytes(UTF_8))
          .multiPart("file", "f.csv", (labels + "\n" + row + row).getBytes(UTF_8), "text/csv")
          .post("/v1/validate?maxErrors=1")
          .then()
          .statusCode(422)
          .body("summary.problems.type-error." + header.formatted(3999), equalTo(2));
    }
  }
}
