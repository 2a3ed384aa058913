package dev.rowgate.http.watched;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
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

  /// The name is a link, and what it leads to is replaced.
  @Test
  void another_file_behind_a_link_is_asked(@TempDir Path directory) throws Exception {
    var never = new CountDownLatch(1);
    Path target = Files.writeString(directory.resolve("target"), "old");
    Path middle = Files.createSymbolicLink(directory.resolve("middle"), Path.of("target"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), middle);
    for (Path replaced : List.of(target, middle)) {
      assertThatThrownBy(() -> DiskCall.about(link, SHORT, () -> stuck(new AtomicInteger(), never)))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> DiskCall.about(link, LONG, () -> "read"))
          .isInstanceOf(IOException.class);
      Path other = Files.writeString(directory.resolve("other" + replaced.getFileName()), "new");
      Files.move(other, replaced, REPLACE_EXISTING);
      assertThat(DiskCall.about(link, LONG, () -> "read")).isEqualTo("read");
    }
    never.countDown();
  }

  /// More of them than may be asked at once.
  @Test
  void many_files_that_never_answer_hold_up_no_other(@TempDir Path directory) throws Exception {
    var never = new CountDownLatch(1);
    try {
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++) {
          Path bad = Files.writeString(directory.resolve("bad" + round + "-" + i), "");
          assertThatThrownBy(() ->
                  DiskCall.about(
                      bad, Duration.ofMillis(5), () -> stuck(new AtomicInteger(), never)))
              .isInstanceOf(IOException.class);
        }
        assertThat(DiskCall.about(Path.of("good"), LONG, () -> "read")).isEqualTo("read");
        for (int i = 0; i < 100; i++) {
          Files.delete(directory.resolve("bad" + round + "-" + i));
        }
      }
      assertThat(DiskCall.about(Path.of("good"), LONG, () -> "read")).isEqualTo("read");
    } finally {
      never.countDown();
    }
  }

  private static String stuck(AtomicInteger calls, CountDownLatch mended) throws Exception {
    calls.incrementAndGet();
    mended.await();
    return "late";
  }
}
