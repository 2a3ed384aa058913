package dev.rowgate.bytes;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Compressed inputs for tests.
public final class Packed {

  private Packed() {}

  public static byte[] pack(Compression format, byte[] plain) {
    return switch (format) {
      case GZIP -> gzip(plain);
      case ZSTD -> zstd(plain);
      case ZIP -> zip(plain);
      case DETECT, NONE -> plain;
    };
  }

  static byte[] gzip(byte[] plain) {
    return write(plain, GZIPOutputStream::new);
  }

  static byte[] zip(byte[] plain) {
    return write(
        plain,
        out -> {
          var zip = new ZipOutputStream(out);
          zip.putNextEntry(new ZipEntry("a.csv"));
          return zip;
        });
  }

  /// One frame with its size and a checksum, as `zstd FILE` writes it.
  static byte[] zstd(byte[] plain) {
    try (var context = new com.github.luben.zstd.ZstdCompressCtx()) {
      return context.setLevel(3).setChecksum(true).setContentSize(true).compress(plain);
    }
  }

  /// One frame of unknown size, as `… | zstd` writes it.
  public static byte[] zstdStream(byte[] plain, int windowLog) {
    return write(
        plain, out -> new ZstdOutputStreamNoFinalizer(out).setLong(windowLog).setChecksum(true));
  }

  static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /// Lines that compress like CSV, with incompressible sections.
  static byte[] csv(int lines, long seed) {
    var random = new Random(seed);
    var text = new ByteArrayOutputStream();
    byte[] noise = new byte[40];
    for (int i = 0; i < lines; i++) {
      text.writeBytes(("person" + random.nextInt(1000) + "," + i + ",").getBytes());
      if (i / 500 % 3 == 2) {
        for (int n = 0; n < noise.length; n++) {
          noise[n] = (byte) (' ' + 2 + random.nextInt(90));
        }
        text.writeBytes(noise);
      }
      text.write('\n');
    }
    return text.toByteArray();
  }

  static byte[] zeros(Compression format, long count) {
    var out = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (OutputStream packer =
        format == Compression.GZIP
            ? new GZIPOutputStream(out)
            : new ZstdOutputStreamNoFinalizer(out, Zstd.defaultCompressionLevel())) {
      for (long left = count; left > 0; left -= zeros.length) {
        packer.write(zeros, 0, (int) Math.min(left, zeros.length));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] write(byte[] plain, Packer packer) {
    var out = new ByteArrayOutputStream();
    try (OutputStream packing = packer.over(out)) {
      packing.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
