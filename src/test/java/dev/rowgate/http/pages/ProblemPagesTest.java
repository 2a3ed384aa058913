package dev.rowgate.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.Served;
import dev.rowgate.problem.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tests the pages to which the `type` of a problem document leads.
class ProblemPagesTest {

  private static Served served;

  @BeforeAll
  static void start() {
    served = Served.plain();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void every_code_is_explained_with_its_meaning_and_its_mend(Code code) throws Exception {
    var response = served.get("/problems/" + code.id());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
    assertThat(response.body())
        .startsWith(code.id() + "\n")
        .contains("\nmeaning: ", "\nmend: ")
        .doesNotContain("## ");
    // The table's row, a blank line, and the section with more detail.
    assertThat(response.body().split("\n\n", 3)).hasSize(3);
  }

  @Test
  void an_unknown_code_is_404() throws Exception {
    assertThat(served.get("/problems/no-such-code").statusCode()).isEqualTo(404);
  }
}
