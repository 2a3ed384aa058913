package dev.rowgate.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String GOOD = "00-" + TRACE + "-" + PARENT + "-01";

  private static String read(String... values) {
    HttpFields.Mutable headers = HttpFields.build();
    for (String value : values) {
      headers.add("traceparent", value);
    }
    return TraceParent.of(headers);
  }

  @Test
  void one_that_can_be_read_is_taken() {
    assertThat(read(GOOD)).isEqualTo(GOOD);
    assertThat(read("cc-" + TRACE + "-" + PARENT + "-00-what-comes-later"))
        .isEqualTo("cc-" + TRACE + "-" + PARENT + "-00");
  }

  @Test
  void several_are_none() {
    assertThat(read()).isNull();
    assertThat(read(GOOD, GOOD)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "00-" + TRACE + "-" + PARENT,
        "00-" + TRACE + "-" + PARENT + "-1",
        "00-" + TRACE + "-" + PARENT + "-01-more",
        "01-" + TRACE + "-" + PARENT + "-01more",
        "ff-" + TRACE + "-" + PARENT + "-01",
        "00-00000000000000000000000000000000-" + PARENT + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
        "00-" + TRACE + "-" + PARENT + "-\"}"
      })
  void what_is_none_is_left_out(String value) {
    assertThat(read(value)).isNull();
  }
}
