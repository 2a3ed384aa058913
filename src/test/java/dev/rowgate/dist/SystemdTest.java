package dev.rowgate.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdTest {

  private static final Path UNIT = Path.of("src/dist/systemd/rowgate.service");
  private static final Pattern LEVEL = Pattern.compile("exposure level for .*: (\\d+\\.\\d+)");

  @Test
  void systemd_says_that_little_is_exposed() {
    String output =
        Tool.needed("systemd-analyze")
            .run("security", "--offline=true", "--no-pager", UNIT.toString())
            .good();

    Matcher level = LEVEL.matcher(output);
    assertThat(level.find()).as(output).isTrue();
    assertThat(Double.parseDouble(level.group(1))).isLessThanOrEqualTo(2.0);
  }

  /// systemd's only complaint is that the program isn't at the unit's path.
  @Test
  void systemd_knows_every_word_of_it() {
    String output =
        Tool.needed("systemd-analyze")
            .run("verify", "--man=no", "--recursive-errors=no", UNIT.toAbsolutePath().toString())
            .output();

    assertThat(output)
        .contains("Command /opt/rowgate/rowgate is not executable")
        .doesNotContain("Unknown", "ignoring", "Invalid", "Failed to parse");
  }

  @Test
  void the_unit_stops_no_sooner_than_the_drain_ends_and_holds_more_than_the_heap()
      throws IOException {
    String unit = Files.readString(UNIT);

    assertThat(unit).contains("TimeoutStopSec=15", "MemoryMax=640M", "Restart=on-failure");
    assertThat(unit).contains("EnvironmentFile=-/etc/rowgate/rowgate.env");
  }

  /// A start that can't succeed isn't repeated for ever: 2 is the exit code for wrong settings.
  @Test
  void what_stays_wrong_is_not_started_again() throws IOException {
    assertThat(Files.readString(UNIT)).contains("\nRestartPreventExitStatus=2\n");
  }

  /// The service has a user that exists only while it runs, and its key file is root's.
  @Test
  void the_keys_are_a_credential() throws IOException {
    assertThat(Files.readString(UNIT)).contains("\nDynamicUser=yes\n");
    assertThat(Files.readString(UNIT.resolveSibling("keys.conf")))
        .contains("\nLoadCredential=keys:/etc/rowgate/keys.txt\n")
        .contains("\nEnvironment=ROWGATE_KEYS=%d/keys\n");
  }

  @Test
  void systemd_knows_every_word_of_the_units_that_the_package_adds(@TempDir Path dir)
      throws IOException {
    Path unit = Files.copy(UNIT, dir.resolve("rowgate.service"));
    Path sidecar = UNIT.resolveSibling("rowgate-nginx.service");
    Path dropIn = Files.createDirectory(dir.resolve("rowgate.service.d")).resolve("keys.conf");
    Files.copy(UNIT.resolveSibling("keys.conf"), dropIn);
    Files.copy(sidecar, dir.resolve("rowgate-nginx.service"));
    for (Path each : List.of(unit, dir.resolve("rowgate-nginx.service"))) {
      String output =
          Tool.needed("systemd-analyze")
              .run("verify", "--man=no", "--recursive-errors=no", each.toString())
              .output();

      assertThat(output).doesNotContain("Unknown", "ignoring", "Invalid", "Failed to parse");
    }
  }
}
