package dev.rowgate.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rowgate.Entries;
import dev.rowgate.Entry;
import dev.rowgate.IncompleteRun;
import dev.rowgate.InvalidSchema;
import dev.rowgate.Problem;
import dev.rowgate.Reject;
import dev.rowgate.Row;
import dev.rowgate.Rowgate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests what the library promises beyond the lines: the end of an iteration, its memory, faults.
class LibraryTest {

  private static final String PEOPLE =
      """
      {"fields":[{"name":"name","type":"string"},{"name":"age","type":"integer"}]}
      """;

  @TempDir Path dir;

  private static InputStream stream(String csv) {
    return new ByteArrayInputStream(csv.getBytes(UTF_8));
  }

  private static List<Entry> all(Entries entries) {
    try (entries) {
      return entries.stream().toList();
    }
  }

  @Test
  void rows_and_rejects_come_in_the_order_of_the_input() throws IOException {
    Rowgate people = Rowgate.withSchemaText(PEOPLE);
    try (Entries entries = people.read(stream("name,age\nAda,36\nGrace,old\nTim,1\n"))) {
      var seen = new ArrayList<String>();
      for (Entry entry : entries) {
        seen.add(
            switch (entry) {
              case Row row -> row.get("name", String.class) + row.get("age", Long.class);
              case Reject reject -> reject.record() + reject.problems().getFirst().code();
            });
      }
      assertThat(seen).containsExactly("Ada36", "2type-error", "Tim1");
      assertThat(entries.columns()).containsExactly("name", "age");
      assertThat(entries.summary().rowsValid()).isEqualTo(2);
      assertThat(entries.summary().problems().get("type-error")).containsEntry("age", 1L);
    }
  }

  @Test
  void a_reject_says_what_its_line_says() throws IOException {
    var reject =
        (Reject)
            all(Rowgate.withSchemaText(PEOPLE).read(stream("name,age\n\"G\nH\",old\n"))).getFirst();

    assertThat(reject.line()).isEqualTo(2);
    assertThat(reject.endLine()).isEqualTo(3);
    assertThat(reject.byteOffset()).isEqualTo(9);
    assertThat(reject.byteLength()).isEqualTo(10);
    assertThat(reject.raw()).isEqualTo("\"G\nH\",old\n");
    assertThat(reject.problems())
        .containsExactly(
            new Problem(
                "type-error", null, "age", 2, "old", "integer", null, "'old' is not an integer"));
  }

  @Test
  void an_iteration_of_a_cut_input_does_not_end_normally() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 100_000; i++) {
        gzip.write(("p" + i * 7919L % 100_003 + "," + i + "\n").getBytes(UTF_8));
      }
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Path file = Files.write(dir.resolve("cut.csv.gz"), cut);
    try (Entries entries = Rowgate.withoutSchema().option("header", "false").read(file)) {
      Iterator<Entry> each = entries.iterator();
      var seen = new ArrayList<Entry>();
      IncompleteRun thrown =
          catchThrowableOfType(IncompleteRun.class, () -> each.forEachRemaining(seen::add));

      assertThat(seen).hasSizeBetween(1_000, 99_000);
      assertThat(thrown.problems()).extracting(Problem::code).containsExactly("bad-compression");
      assertThat(thrown.summary().recordsRead()).isEqualTo(seen.size());
      assertThat(thrown.summary().json()).startsWith("{\"_summary\":{\"complete\":false,");
      // It is no accident that passes.
      assertThatThrownBy(each::hasNext).isInstanceOf(IncompleteRun.class);
      assertThatThrownBy(each::next).isInstanceOf(IncompleteRun.class);
      assertThatThrownBy(entries::summary).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void the_name_of_a_file_implies_tabs() throws IOException {
    Path file = Files.writeString(dir.resolve("x.tsv"), "name\tage\nAda\t36\n");
    Rowgate people = Rowgate.withSchemaText(PEOPLE);

    assertThat(all(people.read(file))).hasSize(1);
    assertThatThrownBy(() -> people.option("delimiter", ";").read(file))
        .isInstanceOf(IncompleteRun.class);
    assertThatThrownBy(() -> people.option("quote", "\t").read(file))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_stream_that_fails_is_no_end() throws IOException {
    var failure = new IOException("the cable");
    InputStream broken =
        new InputStream() {
          private final InputStream start = stream("a\n1\n2\n3");

          @Override
          public int read() throws IOException {
            int next = start.read();
            if (next < 0) {
              throw failure;
            }
            return next;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
          }
        };
    try (Entries entries = Rowgate.withoutSchema().read(broken)) {
      var seen = new ArrayList<String>();

      assertThatThrownBy(() -> entries.forEach(entry -> seen.add(entry.json())))
          .isInstanceOfSatisfying(
              IncompleteRun.class,
              e -> assertThat(e.problems().getFirst().code()).isEqualTo("read-failed"))
          .hasCause(failure);
      assertThat(seen).containsExactly("{\"a\":\"1\"}", "{\"a\":\"2\"}");
    }
  }

  @Test
  void a_limit_on_rejects_ends_the_iteration_as_a_fault() throws IOException {
    Rowgate strict = Rowgate.withSchemaText(PEOPLE).option("errors", "fail");
    try (Entries entries = strict.read(stream("name,age\nAda,36\nGrace,old\nTim,1\n"))) {
      assertThatThrownBy(() -> entries.stream().toList())
          .isInstanceOf(IncompleteRun.class)
          .hasMessageContaining("record-rejected");
    }
  }

  @Test
  void a_header_that_does_not_fit_is_refused_before_any_entry() {
    assertThatThrownBy(() -> Rowgate.withSchemaText(PEOPLE).read(stream("nom,age\nAda,36\n")))
        .isInstanceOfSatisfying(
            IncompleteRun.class,
            e -> {
              assertThat(e.summary()).isNull();
              assertThat(e.problems()).isNotEmpty();
            });
  }

  @Test
  void an_invalid_schema_is_refused_with_all_its_problems() {
    String twoFaults =
        """
        {"fields":[{"name":"a","type":"intger"},{"name":"b","constraints":{"minimun":1}}]}
        """;
    assertThatThrownBy(() -> Rowgate.withSchemaText(twoFaults))
        .isInstanceOfSatisfying(
            InvalidSchema.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::pointer)
                    .contains("/fields/0/type", "/fields/1/constraints/minimun"));
  }

  @Test
  void a_wrong_option_is_refused_where_it_is_given() {
    Rowgate rowgate = Rowgate.withoutSchema();
    assertThatThrownBy(() -> rowgate.option("delimeter", ";"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean 'delimiter'?");
    assertThatThrownBy(() -> rowgate.option("errors", "ignore"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rowgate.option("format", "csv"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rowgate.limit("max-record-byte", "1"))
        .hasMessageContaining("did you mean 'max-record-bytes'?");
    assertThatThrownBy(() -> rowgate.limit("max-record-bytes", "much"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rowgate.option("quote", ",").read(stream("a\n")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_limit_applies() throws IOException {
    Rowgate narrow = Rowgate.withoutSchema().limit("max-cell-bytes", "3");

    assertThat(all(narrow.read(stream("a\nabc\nabcd\n"))))
        .satisfiesExactly(
            row -> assertThat(row).isInstanceOf(Row.class),
            reject -> assertThat(reject.json()).contains("cell-too-large"));
  }

  @Test
  void an_entry_is_there_before_the_next_bytes_are() throws IOException {
    InputStream slow =
        new InputStream() {
          private int reads;

          @Override
          public int read() {
            throw new AssertionError("one byte");
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            byte[] piece = (reads++ == 0 ? "a\n1\n" : "2\n").getBytes(UTF_8);
            assertThat(reads).as("pieces that were asked for").isLessThanOrEqualTo(wanted);
            System.arraycopy(piece, 0, into, offset, piece.length);
            return piece.length;
          }
        };
    try (Entries entries = Rowgate.withoutSchema().read(slow)) {
      Iterator<Entry> each = entries.iterator();
      assertThat(each.next().json()).isEqualTo("{\"a\":\"1\"}");
      wanted = 2;
      assertThat(each.next().json()).isEqualTo("{\"a\":\"2\"}");
    }
  }

  private int wanted = 1;

  @Test
  void an_endless_input_is_read_no_further_than_it_is_asked_for() throws IOException {
    var endless =
        new InputStream() {
          private final byte[] line = "0123456789\n".getBytes(UTF_8);
          private long given;

          @Override
          public int read() {
            return line[(int) (given++ % line.length)];
          }
        };
    try (Entries entries =
        Rowgate.withoutSchema().option("header", "false").read((InputStream) endless)) {
      assertThat(entries.stream().limit(100_000)).hasSize(100_000);
    }
    assertThat(endless.given).isBetween(1_100_000L, 1_100_000L + (256 << 10));
  }

  @Test
  void a_run_that_is_given_up_is_closed_and_says_nothing() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "a\n1\n2\n");
    Entries entries = Rowgate.withoutSchema().read(file);
    Iterator<Entry> each = entries.iterator();
    each.next();
    entries.close();
    entries.close();

    assertThatThrownBy(each::hasNext).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(entries::iterator).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(entries::summary).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_stream_of_the_caller_stays_open() throws IOException {
    var in =
        new ByteArrayInputStream("a\n1\n".getBytes(UTF_8)) {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };

    assertThat(all(Rowgate.withoutSchema().read(in))).hasSize(1);
  }

  @Test
  void a_file_that_is_not_there_is_an_exception_of_the_file_system() {
    assertThatThrownBy(() -> Rowgate.withoutSchema().read(dir.resolve("none.csv")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Rowgate.withSchema(dir.resolve("none.json")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_stream_that_refers_to_itself_is_read_twice() throws IOException {
    Rowgate tree =
        Rowgate.withSchemaText(
            """
            {"fields":[{"name":"id"},{"name":"parent"}],
             "foreignKeys":[{"fields":"parent","reference":{"resource":"","fields":"id"}}]}
            """);

    assertThat(all(tree.read(stream("id,parent\n1,2\n2,\n3,9\n"))))
        .satisfiesExactly(
            row -> assertThat(row).isInstanceOf(Row.class),
            row -> assertThat(row).isInstanceOf(Row.class),
            reject -> assertThat(reject.json()).contains("\"foreign-key\""));
  }

  @Test
  void a_reference_is_read_first_and_a_broken_one_refused() throws IOException {
    Rowgate orders =
        Rowgate.withSchemaText(
            """
            {"fields":[{"name":"who"}],
             "foreignKeys":[{"fields":"who","reference":{"resource":"people","fields":"id"}}]}
            """);
    Path people = Files.writeString(dir.resolve("people.csv"), "id\n1\n");

    assertThat(all(orders.reference("people", people).read(stream("who\n1\n2\n"))))
        .satisfiesExactly(
            row -> assertThat(row).isInstanceOf(Row.class),
            reject -> assertThat(reject).isInstanceOf(Reject.class));
    assertThatThrownBy(() -> orders.read(stream("who\n1\n")))
        .hasMessageContaining("missing-reference");
    assertThatThrownBy(
            () -> orders.reference("people", dir.resolve("none")).read(stream("who\n1\n")))
        .isInstanceOf(IncompleteRun.class)
        .hasMessageContaining("bad-reference");
  }

  @Test
  void one_instance_reads_many_inputs() throws IOException {
    Rowgate people = Rowgate.withSchemaText(PEOPLE);
    for (int i = 0; i < 3; i++) {
      assertThat(all(people.read(stream("name,age\nAda,36\n")))).hasSize(1);
    }
    assertThat(all(people.option("delimiter", ";").read(stream("name;age\nAda;36\n")))).hasSize(1);
    assertThat(all(people.read(stream("name,age\nAda,36\n")))).hasSize(1);
  }

  @Test
  void positions_and_omitted_nulls_are_in_the_values() throws IOException {
    Rowgate rowgate =
        Rowgate.withSchemaText(PEOPLE).option("positions", "true").option("nulls", "omit");
    var row = (Row) all(rowgate.read(stream("name,age\nAda,\n"))).getFirst();

    assertThat(row.json())
        .isEqualTo("{\"_record\":1,\"_line\":2,\"_byteOffset\":9,\"name\":\"Ada\"}");
    assertThat(row.columns()).containsExactly("_record", "_line", "_byteOffset", "name", "age");
    assertThat(row.get("_byteOffset")).isEqualTo(9L);
    assertThat(row.get("age", Long.class)).isNull();
  }

  @Test
  void warnings_are_in_the_summary() throws IOException {
    try (Entries entries = Rowgate.withoutSchema().read(stream("sep=;\na;b\n1;2\n"))) {
      assertThat(entries.stream()).hasSize(1);
      assertThat(entries.summary().warnings()).hasSize(1);
    }
  }
}
