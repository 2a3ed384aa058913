package dev.rowgate.http.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests a multipart body in pieces, cut at every pair of positions.
class MultipartBodyTest {

  /// Jetty's parser keeps what may be the start of a boundary, and once returned more than it
  /// received.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-x,y\n1,2\n",
        "--x\n",
        "--B\n",
        "\n-x\n",
        "\r\n--BX\r\n",
        "a\r",
        "\r",
        "\n",
        "-",
        "",
        "a,b\r\n"
      })
  void a_file_arrives_unharmed_wherever_reads_end(String file) {
    byte[] body = bodyOf(file).getBytes(ISO_8859_1);
    var seen = new LinkedHashSet<String>();
    for (int first = 1; first < body.length; first++) {
      for (int second = 1; second <= body.length - first; second++) {
        seen.add(read(new InPieces(body, first, second)));
      }
    }
    assertThat(seen).containsExactly("{}|" + file);
  }

  /// A body with CRLF has no boundary behind a single LF, wherever reads end.
  @ParameterizedTest
  @ValueSource(strings = {"a\n--BB--\nb\n", "a\n--BB\nb\n", "a\n--BB--"})
  void a_boundary_behind_another_line_end_is_refused(String file) {
    byte[] body = bodyOf(file).getBytes(ISO_8859_1);
    for (int first = 1; first < body.length; first++) {
      for (int second = 1; second <= body.length - first; second++) {
        assertThat(read(new InPieces(body, first, second)))
            .contains("its first line ends in CRLF, but a boundary");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,2\n", "", "-x\n", "a\n"})
  void a_body_with_single_lfs_is_read(String file) {
    byte[] body = bodyOf(file).replace("\r\n", "\n").getBytes(ISO_8859_1);
    for (int first = 1; first < body.length; first++) {
      assertThat(read(new InPieces(body, first, 1))).isEqualTo("{}|" + file);
    }
  }

  private static String read(Upload body) {
    var multipart = MultipartBody.withSchema(body, "BB", Limits.STANDARD, _ -> true);
    InputProblem fault = multipart.open();
    if (fault != null) {
      return fault.message();
    }
    var file = new ByteArrayOutputStream();
    var piece = new ReadBuffer();
    for (int n = multipart.read(piece); n >= 0; n = multipart.read(piece)) {
      file.write(piece.bytes(), 0, n);
    }
    return new String(multipart.schema(), ISO_8859_1)
        + "|"
        + file.toString(ISO_8859_1)
        + (multipart.fault() == null ? "" : multipart.fault().message());
  }

  /// A body that arrives in three pieces.
  private static final class InPieces implements Upload {

    private final byte[] body;
    private final int[] lengths;
    private int position;
    private int piece;

    InPieces(byte[] body, int first, int second) {
      this.body = body;
      this.lengths = new int[] {first, second, body.length - first - second};
    }

    @Override
    public int read(ReadBuffer into) {
      while (piece < lengths.length && lengths[piece] == 0) {
        piece++;
      }
      if (piece == lengths.length) {
        return -1;
      }
      int length = lengths[piece++];
      System.arraycopy(body, position, into.room(length), 0, length);
      position += length;
      return length;
    }

    @Override
    public InputProblem fault() {
      return null;
    }
  }

  private static String bodyOf(String file) {
    String disposition = "--BB\r\nContent-Disposition: form-data; name=";
    return disposition
        + "\"schema\"\r\n\r\n{}\r\n"
        + disposition
        + "\"file\"\r\n\r\n"
        + file
        + "\r\n--BB--\r\n";
  }
}
