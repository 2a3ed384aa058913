package dev.rowgate.fast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.lines.LineWriter;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.records.Dialects;
import dev.rowgate.records.RecordTaker;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.Columns;
import dev.rowgate.rows.HeaderBinding;
import dev.rowgate.rows.Schemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which records go out straight. That they go out right is shown where both ways are held against
/// each other.
class FastPathTest {

  private static final Columns PEOPLE =
      HeaderBinding.unlabelled(
          Schemas.fields(
              "exact",
              "{'name':'name','type':'string'},"
                  + "{'name':'age','type':'integer','constraints':{'minimum':0}},"
                  + "{'name':'born','type':'date'}"),
          0,
          0);

  private static final int REST = 64;

  private final LineWriter writer = new LineWriter(Options.STANDARD);

  /// Behind the input stands what was fed before it.
  private static byte[] withRest(String input) {
    byte[] bytes = input.getBytes(UTF_8);
    return Arrays.copyOf(bytes, bytes.length + REST);
  }

  private @Nullable RecordTaker plain(Columns columns, String... dialect) {
    return FastPath.of(
        columns, Dialects.dialect(dialect), Options.STANDARD, Limits.STANDARD, writer);
  }

  private int take(String input) {
    RecordTaker plain = plain(PEOPLE);
    assertThat(plain).isNotNull();
    byte[] bytes = withRest(input);
    int end = plain.take(bytes, 0, bytes.length - REST);
    assertThat(plain.lines()).isEqualTo(new String(bytes, 0, end, UTF_8).lines().count());
    return plain.taken();
  }

  private String drained() throws IOException {
    var out = new ByteArrayOutputStream();
    writer.drainTo(out);
    return out.toString(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada,36,1815-12-10\n",
        "Ada,36,1815-12-10\r\n",
        "Ada,0,1815-12-10\n",
        "Ada,1234567890123,1815-12-10\n",
        "Ada,007,1815-12-10\n",
        ",,\n",
        "\"Lovelace, Ada\",\"36\",\"1815-12-10\"\n",
        "\"Ada\nLovelace\",36,1815-12-10\n",
        "Zoë 李娜 😀,36,1815-12-10\n",
        "\"A\"\"da\"\"\",36,1815-12-10\n",
        "\"A\r\nda\rLove\nlace\r\",36,1815-12-10\n",
        "Ada,\"36\",\"1815-12-10\"\r\n",
        "a\\b\tc,36,1815-12-10\n"
      })
  void a_good_row_goes_straight(String record) {
    assertThat(take(record)).isEqualTo(1);
    assertThat(take(record + record)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada,36,1815-12-10",
        "Ada,36,1815-12-10\r",
        "Ada,36,1815-12-10\rZoë",
        "\nAda,36,1815-12-10\n",
        "Ada,-1,1815-12-10\n",
        "Ada,36,1815-12-32\n",
        "Ada,x,1815-12-10\n",
        "Ada,36\n",
        "Ada,36,1815-12-10,\n",
        "A\"da,36,1815-12-10\n",
        "Ada,\"3\"\"6\",1815-12-10\n",
        "\"Ada\" ,36,1815-12-10\n",
        "\"Ada,36,1815-12-10\n",
        "Ada,36,1815-12-10\f\n"
      })
  void what_asks_for_a_second_look_is_left_where_it_is(String record) throws IOException {
    assertThat(take(record)).isZero();
    assertThat(take("Ada,36,1815-12-10\n" + record)).isEqualTo(1);
    assertThat(drained()).isEqualTo("{\"name\":\"Ada\",\"age\":36,\"born\":\"1815-12-10\"}\n");
  }

  @Test
  void bytes_that_are_no_character_are_left_where_they_are() {
    byte[] bytes = withRest("A*da,36,1815-12-10\n");
    bytes[1] = (byte) 0xFF;
    RecordTaker plain = plain(PEOPLE);
    assertThat(plain).isNotNull();
    assertThat(plain.take(bytes, 0, bytes.length - REST)).isZero();
  }

  @Test
  void nothing_is_taken_for_more_than_was_fed() {
    byte[] stale = "Ada,36,1815-12-10\nZoë,1,1815-12-10\n".getBytes(UTF_8);
    for (int to = 0; to < 18; to++) {
      RecordTaker plain = plain(PEOPLE);
      assertThat(plain).isNotNull();
      assertThat(plain.take(stale, 0, to)).isZero();
      assertThat(plain.taken()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quote='",
        "escape=\\",
        "delimiter=||",
        "delimiter=é",
        "delimiter=1",
        "trim=true",
        "skipInitialSpace=true",
        "nullSequence=N",
        "lineTerminator=lf",
        "doubleQuote=false",
        "commentRows=7"
      })
  void other_dialects_go_the_long_way(String option) {
    assertThat(plain(PEOPLE)).isNotNull();
    assertThat(plain(PEOPLE, option)).isNull();
  }

  @Test
  void columns_in_another_order_go_the_long_way() {
    Column name = PEOPLE.all().getFirst();
    var second = new Column("other", 1, 2, null);
    assertThat(plain(new Columns(List.of(name, second), 2))).isNotNull();
    assertThat(plain(new Columns(List.of(second, name), 2))).isNull();
    assertThat(plain(new Columns(List.of(name), 2))).isNull();
  }

  @Test
  void lines_wait_to_be_drained() throws IOException {
    String input = "Ada,36,1815-12-10\n".repeat(10_000);
    int taken = take(input);
    assertThat(taken).isBetween(1_000, 3_000);
    assertThat(drained().lines()).hasSize(taken);
  }
}
