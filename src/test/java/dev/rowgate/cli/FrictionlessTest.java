package dev.rowgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.cli.flags.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that the output of `frictionless describe` 5.21 is accepted as a schema for its file, or
/// refused with a reason. Descriptors and files are in `src/test/resources/frictionless`.
class FrictionlessTest {

  private static final Path FILES = Path.of("src/test/resources/frictionless");

  private static Ran transform(String descriptor, String file) {
    return Ran.rowgate(
        "transform",
        FILES.resolve(file).toString(),
        "--schema=" + FILES.resolve(descriptor + ".json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "semi       | semi.csv        | {\"id\":2,\"name\":\"Grace\",\"price\":[2,5]}",
        "quote      | quote.csv       | {\"id\":1,\"name\":\"Ada, L\"}",
        "escape     | plain.csv       | {\"id\":2,\"name\":\"Grace\",\"born\":\"1906-12-09\"}",
        "null       | plain.csv       | {\"id\":2,\"name\":\"Grace\",\"born\":\"1906-12-09\"}",
        "skipinit   | plain.csv       | {\"id\":2,\"name\":\"Grace\",\"born\":\"1906-12-09\"}",
        "stats      | plain.csv       | {\"id\":2,\"name\":\"Grace\",\"born\":\"1906-12-09\"}",
        "schema     | plain.csv       | {\"id\":2,\"name\":\"Grace\",\"born\":\"1906-12-09\"}",
        "pkg1s      | semi.csv        | {\"id\":2,\"name\":\"Grace\",\"price\":[2,5]}",
        "tab        | tab.tsv         | {\"id\":2,\"name\":\"Grace\"}",
        "bom        | bom.csv         | {\"id\":1,\"name\":\"Ada\"}",
        "noheader   | nohead.csv      | {\"field1\":1,\"field2\":2}",
        "multi      | multi.csv       | {\"a_c\":1,\"b_d\":2}",
        "emptylabel | empty_label.csv | {\"a\":1,\"field2\":2,\"c\":3}",
        "comment    | comments.csv    | {\"id\":2,\"name\":\"Grace\"}",
        "blanks     | blanks.csv      | {\"id\":2,\"name\":\"Grace\"}",
        "nested     | blanks.csv      | {\"id\":2,\"name\":\"Grace\"}",
        "types      | types.csv       | \"a\":[1],\"o\":{\"a\":1},\"l\":\"a\",\"e\":\"x@y.de\"}",
        "latin      | latin.csv       | {\"id\":1,\"name\":\"Ad",
      })
  void a_descriptor_fits_the_file_that_it_was_made_of(String descriptor, String file, String row) {
    Ran ran = transform(descriptor, file);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isEqualTo(ExitCode.ALL_GOOD);
    assertThat(ran.out()).contains(row);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dialect | semi.csv     | WRONG_USAGE  | the schema has no property 'fields'",
        "pkg2    | semi.csv     | WRONG_USAGE  | it takes a list of exactly one resource",
      },
      quoteCharacter = '`')
  void what_can_t_be_used_is_refused(
      String descriptor, String file, ExitCode exit, String message) {
    Ran ran = transform(descriptor, file);

    assertThat(ran.exit()).isEqualTo(exit);
    assertThat(ran.err()).contains(message);
    assertThat(ran.out()).isEmpty();
  }
}
