package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Runs some random inputs of each kind, see [RandomInputs].
@Timeout(300)
class RandomInputsTest {

  @ParameterizedTest
  @EnumSource(RandomInputs.Kind.class)
  void none_of_them_is_a_defect_or_hangs(RandomInputs.Kind kind) throws Exception {
    assertThat(RandomInputs.run(kind, 100, new Random().nextInt(), System.out)).isEmpty();
  }
}
