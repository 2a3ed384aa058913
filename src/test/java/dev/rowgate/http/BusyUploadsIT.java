package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tests a thousand uploads with data to convert at the same time: as many run as there is memory
/// for; the others wait and hold almost none.
@Timeout(240)
class BusyUploadsIT {

  private static final int UPLOADS = 1_000;
  private static final int RECORDS = 4_000;
  private static final int STRAIGHT = 40;

  /// More than the socket buffers hold of a response that isn't read.
  private static final int MANY = 200_000;

  @TempDir Path dir;

  /// Buffers for inflated, split, written and unread data take about 400 KB each: six times the
  /// heap in total.
  @Test
  void a_thousand_gzip_uploads_go_on_at_once_in_a_heap_of_64_MB() throws Exception {
    byte[] file = packed();
    try (AppProcess app = AppProcess.start(dir.resolve("log"), AppProcess.PATIENT)) {
      var uploads = new ArrayList<Duplex>();
      try {
        for (int i = 0; i < UPLOADS; i++) {
          uploads.add(new Duplex(app.port(), head("", "gzip", file)));
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

  /// More than there are memory slots; waiting conversions are counted separately.
  @Test
  void who_takes_nothing_of_a_straight_answer_holds_up_nobody() throws Exception {
    byte[] file = records(MANY);
    try (AppProcess app = AppProcess.start(dir.resolve("log"), AppProcess.PATIENT);
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      var uploads = new ArrayList<Duplex>();
      try {
        for (int i = 0; i < STRAIGHT; i++) {
          var upload = new Duplex(app.port(), head("?respond=straight", "identity", file));
          uploads.add(upload);
          senders.submit(() -> {
            send(upload, file, 0, file.length);
            return null;
          });
          upload.head();
        }
        try (var other = new Duplex(app.port(), head("", "identity", PEOPLE))) {
          send(other, PEOPLE, 0, PEOPLE.length);
          assertThat(end(other)).contains("{\"_summary\":{\"complete\":true,\"recordsRead\":1,");
        }
        for (Duplex upload : uploads) {
          var all = new ByteArrayOutputStream();
          upload.body(all);
          assertThat(all.toString(US_ASCII))
              .contains("{\"_summary\":{\"complete\":true,\"recordsRead\":" + MANY + ",");
        }
      } finally {
        for (Duplex upload : uploads) {
          upload.close();
        }
      }
      assertThat(app.log()).doesNotContain("OutOfMemoryError");
    }
  }

  private static final byte[] PEOPLE = "name,age\nAda,36\n".getBytes(US_ASCII);

  private static String head(String query, String coding, byte[] file) {
    return "POST /v1/transform"
        + query
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Encoding: "
        + coding
        + "\r\nConnection: close\r\nContent-Length: "
        + file.length;
  }

  private static byte[] records(int count) {
    var random = new Random(1);
    var records = new StringBuilder("name,age,note\n");
    for (int i = 0; i < count; i++) {
      records.append("n").append(random.nextInt(10_000)).append(',').append(i);
      records.append(",quite the same in every record\n");
    }
    return records.toString().getBytes(US_ASCII);
  }

  private static byte[] packed() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(records(RECORDS));
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
