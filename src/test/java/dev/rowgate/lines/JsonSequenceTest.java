package dev.rowgate.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// RFC 7464: a record separator in front of each JSON text, a line feed behind it.
class JsonSequenceTest {

  private static final String LINES = "{\"a\":1}\n{}\n{\"b\":\"\\n\"}\n";
  private static final String SEQUENCE = "\u001e{\"a\":1}\n\u001e{}\n\u001e{\"b\":\"\\n\"}\n";

  @Test
  void a_separator_stands_in_front_of_each_line() throws IOException {
    assertThat(sequence(LINES.length())).isEqualTo(SEQUENCE);
  }

  @Test
  void wherever_the_lines_are_cut_into_pieces() throws IOException {
    for (int length = 1; length < LINES.length(); length++) {
      assertThat(sequence(length)).as("pieces of %d", length).isEqualTo(SEQUENCE);
    }
  }

  @Test
  void or_written_byte_by_byte() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var sequence = new JsonSequence(bytes);
    for (byte b : LINES.getBytes(UTF_8)) {
      sequence.write(b);
    }
    assertThat(bytes.toString(UTF_8)).isEqualTo(SEQUENCE);
  }

  private static String sequence(int pieces) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var sequence = new JsonSequence(bytes);
    byte[] lines = LINES.getBytes(UTF_8);
    for (int at = 0; at < lines.length; at += pieces) {
      sequence.write(lines, at, Math.min(pieces, lines.length - at));
    }
    return bytes.toString(UTF_8);
  }
}
