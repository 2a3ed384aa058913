package dev.rowgate.http.watched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiskCallTest {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(50);

  @Test
  void a_file_that_does_not_answer_is_asked_once_and_waited_for_once() throws Exception {
    var mended = new CountDownLatch(1);
    var calls = new AtomicInteger();
    Path bad = Path.of("bad");
    assertThatThrownBy(() -> DiskCall.about(bad, SHORT, () -> stuck(calls, mended)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no answer from the disk");
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> DiskCall.about(bad, LONG, () -> stuck(calls, mended)))
          .isInstanceOf(IOException.class);
    }
    assertThat(calls).hasValue(1);
    assertThat(DiskCall.about(Path.of("good"), LONG, () -> "read")).isEqualTo("read");

    mended.countDown();
    String answer = "";
    while (!answer.equals("read")) {
      try {
        answer = DiskCall.about(bad, LONG, () -> "read");
      } catch (IOException e) {
        Thread.sleep(10);
      }
    }
  }

  private static String stuck(AtomicInteger calls, CountDownLatch mended) throws Exception {
    calls.incrementAndGet();
    mended.await();
    return "late";
  }
}
