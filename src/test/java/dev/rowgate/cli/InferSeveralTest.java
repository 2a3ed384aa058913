package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tests of `rowgate infer` with several inputs: one schema serves all of them.
class InferSeveralTest {

  @TempDir Path dir;
  private Path data;

  @BeforeEach
  void makeDirectory() throws IOException {
    data = Files.createDirectories(dir.resolve("data/deep"));
  }

  private String file(String name, String csv) throws IOException {
    return Files.writeString(data.resolve(name), csv.replace('~', '\n')).toString();
  }

  private static Ran infer(String... arguments) {
    return Ran.rowgate(
        Stream.concat(Stream.of("infer"), Arrays.stream(arguments)).toArray(String[]::new));
  }

  private static JsonNode json(Ran ran) {
    assertThat(ran.exit()).as(ran.err()).isEqualTo(ExitCode.ALL_GOOD);
    return JsonMapper.shared().readTree(ran.out());
  }

  /// Transforms with the inferred schema; nothing may be rejected.
  private Ran transform(Ran inferred, String... files) throws IOException {
    Path schema = Files.writeString(dir.resolve("all.json"), inferred.out());
    Stream<String> options = Stream.of("transform", "--summary=false", "--schema=" + schema);
    Ran ran = Ran.rowgate(Stream.concat(options, Arrays.stream(files)).toArray(String[]::new));
    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(ExitCode.ALL_GOOD);
    return ran;
  }

  @Test
  void files_directories_and_globs_have_one_schema() throws IOException {
    String a = file("a.csv", "id,name~1,Ada~");
    String b = file("b.csv", "id,name~2.5,Bob~");

    Ran both = infer(a, b);

    assertThat(json(both).at("/schema/fields").toString())
        .isEqualTo(
            "[{\"name\":\"id\",\"type\":\"number\"},{\"name\":\"name\",\"type\":\"string\"}]");
    assertThat(json(both).at("/rowgate:inferred/records").asInt()).isEqualTo(2);
    assertThat(json(both).at("/rowgate:inferred/warnings")).isEmpty();
    assertThat(json(both).at("/rowgate:inferred/files/1/file").asString()).isEqualTo(b);
    assertThat(both.err()).isEqualTo("rowgate: total: 2 of 2 files inferred from\n");
    assertThat(infer(data.toString()).out()).isEqualTo(both.out());
    assertThat(infer(dir + "/data/**/*.csv").out()).isEqualTo(both.out());
    assertThat(transform(both, a, b).out())
        .isEqualTo("{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2.5,\"name\":\"Bob\"}\n");
  }

  /// The values of a column in two files, and the type that reads all of them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1~2      | 3~4        | {'name':'v','type':'integer'}",
        "1~2      | 3.5~4      | {'name':'v','type':'number'}",
        "1.5~2    | 3~4        | {'name':'v','type':'number'}",
        "1~2      | 3,5~4,5    | {'name':'v','type':'number','decimalChar':','}",
        "1.5~2.5  | 3,5~4,5    | {'name':'v','type':'string'}",
        "1,500~2,100,000 | 3.5~4.5 | {'name':'v','type':'number','groupChar':','}",
        "1,500~2,100,000 | 3,5~4,5 | {'name':'v','type':'string'}",
        "1~NA~2   | 3~-~4      | {'name':'v','type':'integer','missingValues':['','NA','-']}",
        "1~NA~2   | x~y        | {'name':'v','type':'string'}",
        "~~       | 3~4        | {'name':'v','type':'integer'}",
        "1~2      | ~~         | {'name':'v','type':'integer'}",
        "1~2      | x~y        | {'name':'v','type':'string'}",
        "x~y      | 1~2        | {'name':'v','type':'string'}",
        "2024-01-31~2024-02-01 | 31.01.2024~28.01.2024 | {'name':'v','type':'string'}",
        "2024-01-31~2024-02-01 | 2024-05-05 | {'name':'v','type':'date'}",
      })
  void the_type_is_the_narrowest_that_reads_all(String one, String other, String field)
      throws IOException {
    String a = file("a.csv", rows(one));
    String b = file("b.csv", rows(other));

    Ran found = infer(a, b);

    assertThat(json(found).at("/schema/fields/1").toString().replace('"', '\'')).isEqualTo(field);
    transform(found, a, b);
  }

  private static String rows(String values) {
    var csv = new StringBuilder("k;v~");
    for (String value : values.split("~", -1)) {
      csv.append("1;").append(value).append('~');
    }
    return csv.toString();
  }

  @Test
  void a_disagreement_names_the_column_and_the_files() throws IOException {
    String a = file("a.csv", "k,v~1,1~2,2~");
    String b = file("b.csv", "k,v~1,2024-01-01~2,2024-01-02~");
    assertThat(json(infer(a, b)).at("/rowgate:inferred/warnings/0").asString())
        .isEqualTo(
            "column 'v': it is integer in '%s' and date in '%s', so it is text".formatted(a, b));
  }

  /// A conversion drops currency and percent signs.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$5.00~$7.50~ | €5.00~€7.50~ | string | have '$' in 'A' and '€' in 'B', so it is text",
        "5%~7%~       | $5~$7~       | string | have '%' in 'A' and '$' in 'B', so it is text",
        "5.5~7~       | 5%~7.5%~     | number | have no sign in 'A' and '%' in 'B', and mean",
        "$5.5~$7~     | $5.5~$8~     | number | ''",
      })
  void numbers_with_different_signs_are_told(String one, String other, String type, String warning)
      throws IOException {
    String a = file("a.csv", "p~" + one);
    String b = file("b.csv", "p~" + other);
    Ran ran = infer(a, b);
    JsonNode found = json(ran);
    assertThat(found.at("/schema/fields/0/type").asString()).isEqualTo(type);
    assertThat(found.at("/rowgate:inferred/warnings").toString())
        .contains(warning.replace("A", a).replace("B", b));
    transform(ran, a, b);
  }

  @Test
  void so_are_those_behind_a_file_without_signs() throws IOException {
    String a = file("a.csv", "p~5.5~7~");
    String b = file("b.csv", "p~$5.5~$7~");
    String c = file("c.csv", "p~€5.5~€7~");
    Ran ran = infer(a, b, c);
    assertThat(json(ran).at("/schema/fields/0/type").asString()).isEqualTo("string");
    assertThat(json(ran).at("/rowgate:inferred/warnings").toString())
        .contains("'$'", "'€'", "so it is text");
    transform(ran, a, b, c);
  }

  @Test
  void a_file_that_is_given_twice_is_refused() throws IOException {
    String a = file("a.csv", "id,v~1,2~");
    Ran ran = infer(a, data + "/./a.csv");
    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("is given twice, and would count twice");
  }

  @Test
  void other_columns_are_null_where_a_file_lacks_them() throws IOException {
    String a = file("a.csv", "id,name~1,Ada~");
    String b = file("b.csv", "name,id~Bob,2~");
    String c = file("c.csv", "id,note~3,x~");

    Ran inOtherOrder = infer(a, b);
    Ran withOthers = infer(a, b, c);

    assertThat(inOtherOrder.out()).contains("\"fieldsMatch\": \"equal\"", b + ": header: ");
    transform(inOtherOrder, a, b);
    assertThat(withOthers.out())
        .contains("\"fieldsMatch\": \"superset\"", c + ": header: it has no column 'name'");
    assertThat(transform(withOthers, a, b, c).out())
        .endsWith("{\"id\":3,\"name\":null,\"note\":\"x\"}\n");
  }

  @Test
  void the_first_dialect_holds_and_others_are_warned_of() throws IOException {
    String a = file("a.csv", "id,v~1,2~");
    String b = file("b.csv", "id;v~1;2~");
    Ran ran = infer(a, b);
    assertThat(json(ran).at("/dialect/delimiter").asString()).isEqualTo(",");
    assertThat(json(ran).at("/rowgate:inferred/warnings/0").asString())
        .isEqualTo(
            "%s: dialect: delimiter is \";\", and \",\" in '%s', whose dialect this is"
                .formatted(b, a));
  }

  @Test
  void a_file_without_labels_adds_no_columns() throws IOException {
    String a = file("a.csv", "id,v~1,2~3,4~");
    String b = file("b.csv", "5,6~7,8.5~");
    Ran ran = infer(a, b);
    assertThat(json(ran).at("/schema/fields").toString())
        .isEqualTo("[{\"name\":\"id\",\"type\":\"integer\"},{\"name\":\"v\",\"type\":\"number\"}]");
    assertThat(ran.out()).contains(b + ": dialect: header is false, and true in");
  }

  @Test
  void a_footer_is_left_out_if_all_have_it() throws IOException {
    String a = file("a.csv", "id,v~1,1~2,2~3,3~Total,6~");
    String b = file("b.csv", "id,v~1,1~2,2~3,4~Total,7~");
    String c = file("c.csv", "id,v~1,1~2,2~3,4~");
    String leftOut =
        ": records: the last ones look like a footer; 1 of them are left out by skipFooter, the"
            + " first in line 5: 'Total'";
    transform(infer(a, b), a, b);
    assertThat(json(infer(a, b)).at("/dialect/skipFooter").asInt()).isEqualTo(1);
    assertThat(json(infer(a, b, c)).at("/dialect/skipFooter").isMissingNode()).isTrue();
    assertThat(texts(infer(a, b))).containsExactly(a + leftOut, b + leftOut);
    for (Ran ran : List.of(infer(a, b, c), infer(c, a, b))) {
      assertThat(texts(ran))
          .containsExactly(
              "dialect: not all inputs have the same footer, so none is left out, and these records"
                  + " would be rejected or read as rows: %s: 1 from line 5 on ('Total'); %s: 1 from"
                      .formatted(a, b)
                  + " line 5 on ('Total')");
    }
  }

  @Test
  void a_total_of_texts_is_read_as_a_row_if_not_all_have_it() throws IOException {
    String a = file("a.csv", "region,v~North,1~South,2~West,3~Total,6~");
    String b = file("b.csv", "region,v~North,1~South,2~West,4~");
    Ran found = infer(a, b);
    assertThat(texts(found))
        .containsExactly(
            "dialect: not all inputs have the same footer, so none is left out, and these records"
                + " would be rejected or read as rows: %s: 1 from line 5 on ('Total')"
                    .formatted(a));
    assertThat(transform(found, a, b).out()).contains("\"Total\"");
  }

  private static List<String> texts(Ran ran) {
    return json(ran)
        .at("/rowgate:inferred/warnings")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  @Test
  void warnings_of_a_file_begin_with_its_name() throws IOException {
    String a = file("a.csv", "id,v~1,1~");
    String b = file("b.csv", "id,v~1,1~2~3,4~");
    assertThat(json(infer(a, b)).at("/rowgate:inferred/warnings/0").asString())
        .startsWith(b + ": records: 1 of 3 have another number of cells");
  }

  @Test
  void a_file_that_fails_is_told_and_leaves_no_schema() throws IOException {
    String good = file("a.csv", "id,v~1,2~");
    String empty = file("b.csv", "");
    Path json = Files.writeString(dir.resolve("old.json"), "old");

    Ran ran = infer("-o", json.toString(), good, empty, dir.resolve("none.csv").toString());

    assertThat(ran.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(ran.err())
        .contains(empty + ": ", "[empty-input]", "none.csv: there is no such file", "1 of 3 files");
    assertThat(ran.out()).isEmpty();
    assertThat(json).hasContent("old");
    assertThat(infer(good, empty).exit()).isEqualTo(ExitCode.INPUT_BROKEN);
  }

  @Test
  void there_is_one_answer_and_not_one_for_each() throws IOException {
    String a = file("a.csv", "id,v~1,2~");
    Ran ran = infer("-o", dir + "/schemas/", a, a);
    assertThat(ran.exit()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(ran.err()).contains("there is one schema for all inputs");
  }

  /// What each file looks like is the first to be left out of a descriptor that is too long.
  @Test
  void a_thousand_files_have_one_schema_too() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      file("x".repeat(150) + i + ".csv", i == 500 ? "id~x~y~" : "id~1~2~");
    }
    JsonNode found = json(infer("--explain", data.toString()));
    assertThat(found.at("/rowgate:inferred/records").asInt()).isEqualTo(2_000);
    assertThat(found.at("/schema/fields/0/type").asString()).isEqualTo("string");
    assertThat(found.toString().length()).isLessThan(1 << 20);
  }

  @Test
  void the_number_of_jobs_changes_nothing() throws IOException {
    for (int i = 0; i < 9; i++) {
      file("a" + i + ".csv", "id,v~" + i + (i == 4 ? ",x~" : ",2~"));
    }
    Ran one = infer("--jobs=1", "--explain", data.toString());
    assertThat(json(one).at("/rowgate:inferred/files")).hasSize(9);
    assertThat(infer("--jobs=3", "--explain", data.toString())).isEqualTo(one);
    file("b.csv", "");
    file("c.csv", "~~");
    Ran broken = infer("--jobs=1", data.toString());
    assertThat(broken.err()).contains("b.csv: ", "9 of 11 files", "c.csv: ");
    assertThat(infer("--jobs=3", data.toString())).isEqualTo(broken);
    assertThat(infer("--jobs=0", data.toString()).exit()).isEqualTo(ExitCode.WRONG_USAGE);
  }

  /// With the heap that the program has by default, and more processors than it has room for. One
  /// thread for each of them runs out of memory.
  @Test
  void wide_files_fit_into_the_default_heap() throws IOException, InterruptedException {
    Path many = Files.createDirectories(dir.resolve("many"));
    String labels =
        IntStream.range(0, 10_000).mapToObj(i -> "column" + i).collect(Collectors.joining(","));
    for (int i = 0; i < 20; i++) {
      String values = "\n" + (i + ",2024-01-01,").repeat(5_000);
      Files.writeString(
          many.resolve(i + ".csv"), labels + values.substring(0, values.length() - 1) + "\n");
    }
    Path out = dir.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-Xmn24m",
                "-XX:SurvivorRatio=2",
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=16",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.rowgate.Main",
                "infer",
                many.toString())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor()).as(Files.readString(out)).isZero();
    assertThat(out).content().contains("\"records\": 20,", "20 of 20 files inferred from");
  }

  @Test
  void more_jobs_than_the_heap_has_room_for_are_told() throws IOException {
    int tooMany = (int) (Runtime.getRuntime().maxMemory() >> 25) + 1;
    file("a.csv", "id,v~1,2~");
    file("b.csv", "id,v~1,2~");
    assertThat(infer("--jobs=" + tooMany, data.toString()).err())
        .contains("option '--jobs' is " + tooMany, "each takes 32 MiB of the heap");
  }

  @Test
  void the_total_names_what_failed() throws IOException {
    String good = file("a.csv", "id,v~1,2~");
    String empty = file("b.csv", "");
    Path total = dir.resolve("total.json");

    Ran ran = infer("--total", total.toString(), good, empty);
    assertThat(ran.exit()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(total)
        .hasContent(
            "{\"_total\":{\"complete\":false,\"files\":2,\"filesWhole\":0,\"failed\":[{\"file\":\""
                + empty
                + "\",\"exitCode\":3}]}}");
    // One file counts as several.
    assertThat(infer("--total", total.toString(), good).exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(total).hasContent("{\"_total\":{\"complete\":true,\"files\":1,\"filesWhole\":1}}");
  }

  /// All inputs can be inferred from, but their schema is nowhere.
  @Test
  void the_total_says_that_no_schema_is_written() throws IOException {
    String a = file("a.csv", "id,v~1,2~");
    String b = file("b.csv", "id,v~3,4~");
    Path total = dir.resolve("total.json");
    String none = "{\"_total\":{\"complete\":false,\"files\":2,\"filesWhole\":0}}";

    Ran unwritable = infer("-o", dir + "/none/s.json", "--total", total.toString(), a, b);
    assertThat(unwritable.exit()).isEqualTo(ExitCode.IO_FAILED);
    assertThat(unwritable.err())
        .contains("total: 2 of 2 files inferred from, and no schema is written\n");
    assertThat(total).hasContent(none);

    Files.delete(total);
    Path many = Files.createDirectories(dir.resolve("many"));
    for (int i = 0; i < 6; i++) {
      Files.writeString(many.resolve(i + ".csv"), wide(String.valueOf(i)));
    }
    none = none.replace("\"files\":2", "\"files\":6");
    Ran tooLarge = infer("--total", total.toString(), many.toString());
    assertThat(tooLarge.exit()).as(tooLarge.err()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(tooLarge.out()).isEmpty();
    assertThat(total).hasContent(none);
  }

  private static String wide(String name) {
    String labels =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "c" + name.repeat(120) + "x" + i)
            .collect(Collectors.joining(","));
    return labels + "\n" + "1,".repeat(1_999) + "1\n";
  }

  @Test
  void a_total_that_would_replace_another_file_is_refused() throws IOException {
    String good = file("a.csv", "id,v~1,2~");
    Path schema = dir.resolve("s.json");
    assertThat(infer("--total", good, good).err())
        .contains("the output can't be the file that is read");
    assertThat(infer("-o", schema.toString(), "--total", schema.toString(), good).err())
        .contains("the total can't go where the output goes");
    assertThat(infer("--total=-", good).err()).contains("the output goes there; name a file");
    assertThat(Path.of(good)).hasContent("id,v\n1,2");
    assertThat(schema).doesNotExist();
  }
}
