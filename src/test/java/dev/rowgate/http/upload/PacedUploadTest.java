package dev.rowgate.http.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the minimum rate on a simulated clock, without waiting.
class PacedUploadTest {

  private static final long SECOND = 1_000_000_000;

  private long now = 1;
  private long secondsOfRead;
  private int bytesOfRead;
  private long mostWait;
  private InputProblem fault;

  private final Upload body =
      new Upload() {
        @Override
        public int read(ReadBuffer into) {
          now += secondsOfRead * SECOND;
          return bytesOfRead;
        }

        @Override
        public InputProblem fault() {
          return fault;
        }
      };

  private PacedUpload paced(Limits limits) {
    return new PacedUpload(body, limits, () -> now, nanos -> mostWait = nanos);
  }

  private int read(PacedUpload upload, long seconds, int bytes) {
    secondsOfRead = seconds;
    bytesOfRead = bytes;
    return upload.read(new ReadBuffer());
  }

  @ParameterizedTest
  @CsvSource({"15359, false", "15360, true", "15361, true"})
  void is_measured_in_bytes_over_a_minute(int bytes, boolean passes) {
    PacedUpload upload = paced(Limits.STANDARD);
    int rest = bytes - 1;

    assertThat(read(upload, 59, 1)).isEqualTo(1);
    assertThat(read(upload, 1, rest)).isEqualTo(passes ? rest : -1);
    if (passes) {
      assertThat(upload.fault()).isNull();
    } else {
      assertThat(upload.fault()).isEqualTo(new InputProblem.UploadTooSlow(256));
      assertThat(read(upload, 0, 1)).isEqualTo(-1);
    }
  }

  @Test
  void what_came_fast_at_first_does_not_count_later() {
    PacedUpload upload = paced(Limits.STANDARD);
    assertThat(read(upload, 60, 1_000_000)).isPositive();

    assertThat(read(upload, 30, 1)).isEqualTo(1);
    assertThat(read(upload, 30, 1)).isEqualTo(-1);
  }

  @Test
  void time_in_which_we_do_not_read_does_not_count() {
    PacedUpload upload = paced(Limits.STANDARD);
    for (int i = 0; i < 59; i++) {
      assertThat(read(upload, 1, 1)).isEqualTo(1);
      now += 3_600 * SECOND;
    }
    assertThat(upload.fault()).isNull();
  }

  @Test
  void the_end_of_a_slow_upload_is_no_fault() {
    PacedUpload upload = paced(Limits.STANDARD);
    assertThat(read(upload, 59, 1)).isEqualTo(1);

    assertThat(read(upload, 10, -1)).isEqualTo(-1);
    assertThat(upload.fault()).isNull();
  }

  @Test
  void a_rate_of_zero_lets_every_upload_pass() {
    PacedUpload upload = paced(Limits.STANDARD.with(Limit.MIN_UPLOAD_RATE, 0));

    assertThat(read(upload, 3_600, 0)).isZero();
    assertThat(upload.fault()).isNull();
  }

  @Test
  void no_read_waits_longer_than_the_rate_allows() {
    PacedUpload upload = paced(Limits.STANDARD);
    assertThat(read(upload, 10, 1)).isEqualTo(1);
    assertThat(mostWait).isEqualTo(60 * SECOND);
    assertThat(read(upload, 0, 20_000)).isEqualTo(20_000);
    assertThat(mostWait).isEqualTo(50 * SECOND);
    read(upload, 0, 1);
    assertThat(mostWait).isEqualTo(110 * SECOND);
  }

  @Test
  void a_wait_that_the_rate_has_ended_is_too_slow() {
    PacedUpload upload = paced(Limits.STANDARD);
    fault = RawUpload.NOTHING_CAME;

    assertThat(read(upload, 60, -1)).isEqualTo(-1);
    assertThat(upload.fault()).isEqualTo(new InputProblem.UploadTooSlow(256));
  }

  @Test
  void a_wait_that_the_idle_time_has_ended_is_idle() {
    PacedUpload upload = paced(Limits.STANDARD);
    fault = RawUpload.NOTHING_CAME;

    assertThat(read(upload, 30, -1)).isEqualTo(-1);
    assertThat(upload.fault()).isEqualTo(RawUpload.NOTHING_CAME);
  }
}
