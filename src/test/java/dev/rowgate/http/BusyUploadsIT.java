package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A thousand uploads that all have something to convert at the same time: as many are at work as
/// there is memory for, and the others wait, with nothing in their hands.
@Timeout(240)
class BusyUploadsIT {

  private static final int UPLOADS = 1_000;
  private static final int RECORDS = 4_000;

  @TempDir Path dir;

  /// What is inflated, split, written and kept for a client that doesn't read yet is some 400 KB
  /// for each: six times the heap.
  @Test
  void a_thousand_gzip_uploads_go_on_at_once_in_a_heap_of_64_MB() throws Exception {
    byte[] file = packed();
    try (AppProcess app = AppProcess.start(dir.resolve("log"))) {
      var uploads = new ArrayList<Duplex>();
      try {
        for (int i = 0; i < UPLOADS; i++) {
          uploads.add(
              new Duplex(
                  app.port(),
                  "POST /v1/transform HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
                      + "Content-Encoding: gzip\r\nConnection: close\r\nContent-Length: "
                      + file.length));
          send(uploads.getLast(), file, 0, file.length / 2);
        }
        for (Duplex upload : uploads) {
          send(upload, file, file.length / 2, file.length);
        }
        for (Duplex upload : uploads) {
          assertThat(end(upload))
              .contains("{\"_summary\":{\"complete\":true,\"recordsRead\":" + RECORDS + ",");
        }
      } finally {
        for (Duplex upload : uploads) {
          upload.close();
        }
      }
      assertThat(app.log()).doesNotContain("OutOfMemoryError");
    }
  }

  private static byte[] packed() throws Exception {
    var random = new Random(1);
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write("name,age,note\n".getBytes(US_ASCII));
      for (int i = 0; i < RECORDS; i++) {
        String line = "n" + random.nextInt(10_000) + "," + i + ",quite the same in every record\n";
        out.write(line.getBytes(US_ASCII));
      }
    }
    return packed.toByteArray();
  }

  private static void send(Duplex upload, byte[] bytes, int from, int to) throws Exception {
    OutputStream body = upload.plain();
    body.write(bytes, from, to - from);
    body.flush();
  }

  private static String end(Duplex upload) throws Exception {
    var all = new ByteArrayOutputStream();
    upload.head();
    upload.body(all);
    String text = all.toString(US_ASCII);
    return text.substring(Math.max(0, text.length() - 300));
  }
}
