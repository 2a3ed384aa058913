package dev.rowgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests that the Dockerfile's JVM flags equal the launcher's. The image has no shell, so it
/// repeats them.
class ImageTest {

  private static final Pattern FLAG = Pattern.compile("^ {2,}(-\\S.*?) *\\\\?$", Pattern.MULTILINE);

  private static final Pattern REGISTRY = Pattern.compile("docker\\.io/\\S+");
  private static final Pattern PINNED =
      Pattern.compile("docker\\.io/[a-z/]+:[0-9][^@]*@sha256:[0-9a-f]{64}");

  @Test
  void the_image_runs_with_the_launcher_s_flags() throws IOException {
    String launcher = Files.readString(Path.of("src/main/launcher/rowgate.sh"));
    String exec =
        launcher.substring(launcher.indexOf("exec \"$java\""), launcher.indexOf("${cache"));
    List<String> flags =
        FLAG.matcher(exec)
            .results()
            .flatMap(line -> Stream.of(line.group(1).split(" ")))
            .map(flag -> '"' + flag + '"')
            .toList();
    String image = Files.readString(Path.of("Dockerfile"));

    assertThat(flags).hasSizeGreaterThan(5);
    assertThat(image.substring(image.indexOf("ENTRYPOINT"), image.indexOf("CMD"))).contains(flags);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "src/dist/compose.yaml"})
  void what_others_made_is_pinned_by_digest(Path file) throws IOException {
    List<String> images =
        REGISTRY.matcher(Files.readString(file)).results().map(MatchResult::group).toList();

    assertThat(images).isNotEmpty().allMatch(PINNED.asMatchPredicate());
  }
}
