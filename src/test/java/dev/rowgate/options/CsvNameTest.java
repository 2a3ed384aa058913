package dev.rowgate.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests what the name of a file says about it.
class CsvNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a.csv", "A.CSV", ".csv", "a.csv.bz2", "a.csv.xz", "a.csv.tar.gz", "a\n.csv"})
  void files_of_csv(String name) {
    assertThat(CsvName.isCsv(name)).isTrue();
    assertThat(CsvName.isTsv(name)).isFalse();
    assertThat(CsvName.dialect(name)).isEqualTo(PartialDialect.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.tsv", "a.Tab", "a.csv.tsv", "a.tsv.gz", "a.TSV.ZST", "a.tab.zip", "a.tsv.xz"})
  void files_of_tab_separated_values(String name) {
    assertThat(CsvName.isCsv(name)).isTrue();
    Dialect dialect = CsvName.dialect(name).complete();
    assertThat(dialect.delimiter()).isEqualTo("\t");
    assertThat(dialect.namesDelimiter()).isFalse();
    assertThat(dialect.said().complete()).isEqualTo(dialect);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "csv",
        "tsv",
        "a.txt",
        "a.csv.old",
        "a.csv.gz.part",
        "acsv",
        "a.csv.sha256",
        "a.gz"
      })
  void other_files(String name) {
    assertThat(CsvName.isCsv(name)).isFalse();
    assertThat(CsvName.isTsv(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv, a",
    "a.csv.gz, a",
    "a.TSV.ZIP, a",
    "a.tab.zstd, a",
    "a.txt, a",
    ".csv, .csv",
    "a.csv.xz, a.csv.xz",
    "a.b, a.b"
  })
  void stems(String name, String stem) {
    assertThat(CsvName.stem(name)).isEqualTo(stem);
  }

  @Test
  void the_python_package_has_the_same_formats() throws IOException {
    String python = Files.readString(Path.of("src/dist/python/rowgate/_names.py"));
    String java = Files.readString(Path.of("src/main/java/dev/rowgate/options/CsvName.java"));
    Matcher formats = Pattern.compile("gz\\|gzip[a-z0-9|?]*").matcher(java);

    assertThat(formats.find()).isTrue();
    assertThat(python).contains("(?:" + formats.group() + ")", "csv|tsv|tab", "tsv|tab");
  }
}
