package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import dev.rowgate.http.media.ContentCoding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// A compressed response as a client decodes it.
///
/// @param whole whether it has its proper end
public record Unpacked(String text, boolean whole) {

  public static Unpacked of(ContentCoding coding, byte[] packed) throws IOException {
    var plain = new ByteArrayOutputStream();
    try (InputStream in = reader(coding, new ByteArrayInputStream(packed))) {
      // Reads single bytes, so that everything before a truncation is returned.
      for (byte[] bite = new byte[1]; in.read(bite) > 0; ) {
        plain.write(bite);
      }
      return new Unpacked(plain.toString(UTF_8), true);
    } catch (IOException cut) {
      return new Unpacked(plain.toString(UTF_8), false);
    }
  }

  static InputStream reader(ContentCoding coding, InputStream packed) throws IOException {
    return switch (coding) {
      case GZIP -> new GZIPInputStream(packed);
      case ZSTD -> new ZstdInputStream(packed);
      case IDENTITY -> packed;
    };
  }
}
