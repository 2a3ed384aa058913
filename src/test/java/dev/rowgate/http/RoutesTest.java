package dev.rowgate.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests every route with each of its statuses, and the headers of all responses.
class RoutesTest {

  private static final String PEOPLE =
      """
      {"fields":[{"name":"name","type":"string"},{"name":"age","type":"integer"}]}
      """;

  private static Served served;
  private static RequestSpecification to;

  @BeforeAll
  static void start(@TempDir Path schemas) throws Exception {
    Files.writeString(schemas.resolve("people.json"), PEOPLE);
    Files.writeString(schemas.resolve("ages.json"), "{\"fields\":[{\"name\":\"age\"}]}");
    served = Served.withSchemas(schemas);
    to =
        new RequestSpecBuilder()
            .setBaseUri(served.url())
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

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz"})
  void health_is_ok(String path) {
    given(to)
        .get(path)
        .then()
        .statusCode(200)
        .header("Content-Type", "text/plain")
        .body(equalTo("ok\n"));
  }

  @Test
  void schemas_are_listed_by_name() {
    given(to)
        .get("/v1/schemas")
        .then()
        .statusCode(200)
        .header("Content-Type", "application/json")
        .body("schemas.name", equalTo(java.util.List.of("ages", "people")))
        .body("schemas[1].fields", equalTo(2))
        .body("schemas[1].fault", nullValue());
  }

  @Test
  void a_schema_comes_as_it_stands_in_its_file() {
    given(to)
        .get("/v1/schemas/people")
        .then()
        .statusCode(200)
        .header("Content-Type", "application/json")
        .body(equalTo(PEOPLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/schemas/peple",
        "/v1/schemas/people.json",
        "/v1/transform?schema=peple",
        "/v1/transform?schema=people.json",
        "/v1/transform?schema=schemas/people.json",
      })
  void an_unknown_schema_is_404_and_says_which_was_meant(String path) {
    var when = given(to).contentType("text/csv").body("a\n1\n");
    (path.contains("?") ? when.post(path) : given(to).get(path))
        .then()
        .statusCode(404)
        .body("code", equalTo("unknown-schema"))
        .body("detail", containsString("did you mean 'people'?"));
  }

  @Test
  void rows_are_ndjson() {
    given(to)
        .contentType("text/csv")
        .body("name,age\nAda,36\n")
        .post("/v1/transform?schema=people")
        .then()
        .statusCode(200)
        .header("Content-Type", "application/x-ndjson")
        .header("Content-Length", notNullValue())
        .body(startsWith("{\"name\":\"Ada\",\"age\":36}\n{\"_summary\":{\"complete\":true,"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nope", "/v1", "/v1/schemas/a/b", "/favicon.ico"})
  void anything_else_is_404(String path) {
    given(to)
        .header("Accept", "text/html")
        .get(path)
        .then()
        .statusCode(404)
        .header("Content-Type", "application/problem+json")
        .body("code", equalTo("unknown-route"))
        .body("status", equalTo(404));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/tranform, /v1/transform",
    "/V1/Transform, /v1/transform",
    "/transform, /v1/transform",
    "/tranform, /v1/transform",
    "/v2/transform, /v1/transform",
    "/v1/transform/people.csv, /v1/transform",
    "/v1/infr/, /v1/infer",
    "/v1/schema, /v1/schemas",
    "/v1/schema/people, /v1/schemas/people",
    "/schemas/people, /v1/schemas/people",
    "/health, /readyz",
    "/healthz, /readyz",
    "/ready, /readyz",
    "/live, /livez",
    "/metric, /metrics",
    "/openapi, /openapi.json",
    "/openapi.jsn, /openapi.json",
    "/problems/type-eror, /problems/type-error",
    "/problem/type-error, /problems/type-error",
  })
  void a_path_close_to_a_route_is_404_and_says_which_was_meant(String path, String meant) {
    given(to)
        .get(path)
        .then()
        .statusCode(404)
        .body("detail", startsWith("there is no resource at " + path + ": "))
        .body("detail", endsWith("did you mean '" + meant + "'?"));
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz, /readyz",
    "/metric, /metrics",
    "/openapi, /openapi.json",
    "/problems/type-eror, /problems/type-error",
  })
  void a_route_outside_v1_is_suggested_without_advice_about_v1(String path, String meant) {
    String detail = "there is no resource at " + path + ": did you mean '" + meant + "'?";
    given(to).get(path).then().statusCode(404).body("detail", equalTo(detail));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nope", "/v1", "/v1/schemas/a/b", "/favicon.ico", "/x", "/v1/x"})
  void a_path_unlike_any_route_has_no_suggestion(String path) {
    given(to).get(path).then().statusCode(404).body("detail", endsWith(" with a slash"));
  }

  @Test
  void the_type_of_a_problem_leads_to_its_page() {
    String type = given(to).get("/nope").path("type");
    given(to)
        .get(java.net.URI.create(served.url() + "/nope").resolve(type))
        .then()
        .statusCode(200)
        .body(startsWith("unknown-route\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/transform, 'POST, PUT, OPTIONS'",
    "HEAD, /v1/transform, 'POST, PUT, OPTIONS'",
    "DELETE, /v1/transform, 'POST, PUT, OPTIONS'",
    "POST, /v1/schemas, 'GET, HEAD, OPTIONS'",
    "DELETE, /v1/schemas/people, 'GET, HEAD, OPTIONS'",
    "PATCH, /livez, 'GET, HEAD, OPTIONS'",
    "TRACE, /livez, 'GET, HEAD, OPTIONS'",
    "BREW, /livez, 'GET, HEAD, OPTIONS'",
    "BEFORE, /livez, 'GET, HEAD, OPTIONS'",
  })
  void another_method_is_405_with_the_allowed_ones(String method, String path, String allowed) {
    given(to)
        .request(method, path)
        .then()
        .statusCode(405)
        .header("Allow", equalTo(allowed))
        .header("Content-Type", "application/problem+json");
  }

  @Test
  void the_method_cannot_be_overridden_by_a_header() {
    given(to).header("X-HTTP-Method-Override", "POST").get("/v1/transform").then().statusCode(405);
  }

  @Test
  void options_tells_what_is_allowed_and_taken() {
    given(to)
        .options("/v1/transform")
        .then()
        .statusCode(204)
        .header("Allow", "POST, PUT, OPTIONS")
        .header("Accept-Post", containsString("text/csv"))
        .header("Content-Type", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/v1/schemas", "/v1/schemas/people"})
  void head_answers_like_get_without_a_body(String path) {
    int length = given(to).get(path).body().asByteArray().length;
    given(to)
        .head(path)
        .then()
        .statusCode(200)
        .header("Content-Length", equalTo(String.valueOf(length)))
        .body(emptyString());
  }

  @Test
  void a_problem_document_has_all_that_rfc_9457_and_ours_ask() {
    given(to)
        .header("X-Request-Id", "my-id.1")
        .contentType("text/csv")
        .body("a\n1\n")
        .post("/v1/transform?bogus=1&errors=all")
        .then()
        .statusCode(400)
        .header("Content-Type", "application/problem+json")
        .body("type", equalTo("/problems/bad-option"))
        .body("title", equalTo("Bad option"))
        .body("status", equalTo(400))
        .body("detail", containsString("'errors' is 'all'"))
        .body("instance", equalTo("urn:rowgate:request:my-id.1"))
        .body("code", equalTo("bad-option"))
        .body("requestId", equalTo("my-id.1"))
        .body("errors", hasSize(2))
        .body("errors[1].code", equalTo("unknown-option"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/nope", "/v1/schemas", "/v1/schemas/nope"})
  void every_answer_has_an_id_and_forbids_sniffing(String path) {
    given(to)
        .get(path)
        .then()
        .header("X-Request-Id", matchesPattern("[a-z0-9]{16}"))
        .header("X-Content-Type-Options", "nosniff")
        .header("Server", nullValue());
    given(to)
        .header("X-Request-Id", "abc-DEF_1.2")
        .get(path)
        .then()
        .header("X-Request-Id", "abc-DEF_1.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "<script>", "", "ü", "x=1 outcome=fake"})
  void an_id_that_could_do_harm_is_replaced(String id) {
    given(to)
        .header("X-Request-Id", id)
        .get("/livez")
        .then()
        .header("X-Request-Id", not(equalTo(id)))
        .header("X-Request-Id", matchesPattern("[a-z0-9]{16}"));
  }
}
