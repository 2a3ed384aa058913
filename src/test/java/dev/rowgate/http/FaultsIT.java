package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs a hundred requests with faults, see [FaultRuns].
@Timeout(300)
class FaultsIT {

  @Test
  void no_cut_answer_is_taken_for_whole_and_no_line_is_wrong(@TempDir Path directory)
      throws Exception {
    Curl.assumeHttp2();
    NginxProcess.assumePresent();

    assertThat(FaultRuns.run(100, new Random().nextInt(), directory, System.out)).isEmpty();
  }
}
