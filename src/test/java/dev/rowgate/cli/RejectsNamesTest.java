package dev.rowgate.cli;

import static dev.rowgate.cli.Ran.rowgate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.Test;

/// Tests that a rejects file reads back with the options of the run that wrote it, whatever its
/// name, the name of the input, and what precedes the header.
class RejectsNamesTest {

  private static final List<String> NAMES =
      List.of("x.csv", "x.tsv", "x.tab", "x.TSV", "x.tsv.gz", "x.txt", "x");

  private static final Pattern REJECTED = Pattern.compile("\"rowsRejected\":(\\d+)");

  private Path dir = Path.of("");

  @BeforeProperty
  void makeDirectory() throws IOException {
    dir = Files.createTempDirectory("rowgate-names");
  }

  @AfterProperty
  void deleteDirectory() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
    }
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static int rejected(String out) {
    Matcher count = REJECTED.matcher(out);
    return count.find() ? Integer.parseInt(count.group(1)) : -1;
  }

  @Property(tries = 400)
  void a_rejects_file_of_any_name_reads_back(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Path input = dir.resolve("in").resolve(any(random, NAMES));
    Path rejects = dir.resolve("out").resolve(any(random, NAMES));
    Path again = dir.resolve("again").resolve(rejects.getFileName());
    Files.createDirectories(input.getParent());
    Files.createDirectories(again.getParent());
    Files.createDirectories(rejects.getParent());
    boolean isFirst = random.nextBoolean();
    List<String> options = options(random);
    Charset charset = charset(options);
    Files.write(input, csv(random, input.toString(), options).getBytes(charset));

    Ran first = run(options, input, rejects, isFirst);
    String described = options + " " + input + " " + rejects + " " + first;
    if (first.exit() == ExitCode.WRONG_USAGE) {
      assertThat(first.err()).as(described).contains("by its name it would be read with another");
      assertThat(rejects).as(described).doesNotExist();
      return;
    }
    described += "\n" + Files.readString(rejects, charset);
    assertThat(first.exit()).as(described).isEqualTo(ExitCode.SOME_REJECTED);
    Ran second = run(options, rejects, again, false);
    assertThat(rejected(second.out())).as(described + second).isEqualTo(2);
    assertThat(second.out()).as(described).contains("\"recordsRead\":2,");
    assertThat(Files.readString(again, charset))
        .as(described)
        .isEqualTo(Files.readString(rejects, charset));
    Files.delete(rejects);
    Files.delete(again);
  }

  /// @param isOutput whether the rejects are written as the output
  private static Ran run(List<String> options, Path input, Path rejects, boolean isOutput) {
    List<String> all = new ArrayList<>(List.of("transform"));
    all.addAll(options);
    all.addAll(
        isOutput
            ? List.of("--format=rejects-csv", "-o", rejects.toString())
            : List.of("--rejects", rejects.toString()));
    all.add(input.toString());
    return rowgate(all.toArray(String[]::new));
  }

  private static List<String> options(Random random) {
    List<String> options = new ArrayList<>();
    options.add("--quote=" + any(random, List.of("\"", "\"", "'", "_", "e", "")));
    options.add("--encoding=" + any(random, List.of("utf-8", "utf-16le", "windows-1252")));
    options.add("--header=" + (random.nextInt(3) > 0));
    if (random.nextInt(4) == 0) {
      options.add(any(random, List.of("--skip-rows=1", "--comment=#", "--escape=_")));
    }
    return options;
  }

  private static Charset charset(List<String> options) {
    return options.contains("--encoding=utf-16le")
        ? StandardCharsets.UTF_16LE
        : StandardCharsets.UTF_8;
  }

  private static String csv(Random random, String name, List<String> options) {
    boolean isTabs = name.toLowerCase(Locale.ROOT).matches(".*\\.(tsv|tab)(\\.gz)?");
    String sep = random.nextInt(6) == 0 ? ";" : "";
    String delimiter = !sep.isEmpty() ? sep : isTabs ? "\t" : ",";
    String mark =
        options.contains("--encoding=windows-1252") || random.nextBoolean() ? "" : "\uFEFF";
    String blanks = any(random, List.of("", "\n", "\r\n\n", "\n\n\n"));
    boolean isSkipped = options.contains("--skip-rows=1") && sep.isEmpty();
    return mark
        + (sep.isEmpty() ? blanks : "sep=" + sep + "\n" + blanks)
        + (isSkipped && blanks.isEmpty() ? "title\n" : "")
        + (options.contains("--comment=#") ? "# a comment\n" : "")
        + (options.contains("--header=true") ? "a-b-c\n" : "").replace("-", delimiter)
        + "1-2-3\n4-5\n\n6-7-8-9\n".replace("-", delimiter);
  }

  @Test
  void blank_lines_before_the_header_are_left_out() throws IOException {
    makeDirectory();
    Path input = Files.writeString(dir.resolve("in.csv"), "\r\n\na,b\n1\n");
    Path rejects = dir.resolve("r.tsv");
    rowgate("transform", "--rejects", rejects.toString(), input.toString());

    assertThat(Files.readString(rejects)).startsWith("_line,_errors,a,b\n4,").endsWith(",1\n");
    assertThat(rowgate("transform", rejects.toString()).out()).contains("\"missing-cell\"");
    deleteDirectory();
  }
}
