package dev.rowgate.http.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingClientTest {

  private final ReadingClient client = new ReadingClient();

  @Test
  void a_client_that_has_paused_is_awaited_again_once_it_reads() {
    assertThat(client.took(false)).isFalse();
    assertThat(client.mayBeAwaited()).isFalse();

    assertThat(client.took(true)).isTrue();
    assertThat(client.mayBeAwaited()).isTrue();
  }

  @Test
  void a_client_that_pauses_again_and_again_is_not_awaited_any_more() {
    for (int i = 0; i < ReadingClient.MOST_PAUSES; i++) {
      client.took(true);
      assertThat(client.mayBeAwaited()).as("%d pauses", i).isTrue();
      client.took(false);
    }
    client.took(true);
    assertThat(client.mayBeAwaited()).isFalse();
  }
}
