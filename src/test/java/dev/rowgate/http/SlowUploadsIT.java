package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Packed;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests hundreds of concurrent uploads of a kilobyte at a time: each takes little memory while it
/// waits.
@Timeout(180)
class SlowUploadsIT {

  private static final int UPLOADS = 500;
  private static final int ROUNDS = 4;
  private static final int RECORDS = 49;

  @TempDir Path dir;

  /// With the buffers of a fast upload, half of them wouldn't fit.
  @Test
  void hundreds_pass_in_a_heap_of_48_MB() throws Exception {
    byte[] piece = "somebody or other,41\n".repeat(RECORDS).getBytes(US_ASCII);
    try (AppProcess app = AppProcess.start(dir.resolve("log"), AppProcess.PATIENT)) {
      var uploads = new ArrayList<Duplex>();
      var bodies = new ArrayList<OutputStream>();
      try {
        for (int i = 0; i < UPLOADS; i++) {
          var upload =
              new Duplex(app.port(), "POST /v1/transform HTTP/1.1\r\nHost: x\r\n" + CHUNKED);
          uploads.add(upload);
          bodies.add(upload.chunks());
          send(bodies.getLast(), "name,age\n".getBytes(US_ASCII));
        }
        for (int round = 0; round < ROUNDS; round++) {
          for (OutputStream body : bodies) {
            send(body, piece);
          }
          Thread.sleep(200);
        }
        assertThat(ends(uploads, bodies))
            .hasSize(UPLOADS)
            .allSatisfy(end ->
                assertThat(end)
                    .contains(
                        "{\"_summary\":{\"complete\":true,\"recordsRead\":"
                            + ROUNDS * RECORDS
                            + ","));
      } finally {
        for (Duplex upload : uploads) {
          upload.close();
        }
      }
      assertThat(app.log()).doesNotContain("OutOfMemoryError");
    }
  }

  /// What a conversion keeps of a record that isn't complete is limited for all of them together.
  @ParameterizedTest
  @ValueSource(strings = {"text", "quoted", "cells", "header"})
  void so_do_hundreds_of_half_records(String kind) throws Exception {
    String wide = ",".repeat(9_000);
    String begin =
        switch (kind) {
          case "text" -> "name,age\n" + "x".repeat(60_000);
          case "quoted" -> "name,age\n\"" + "\n".repeat(60_000);
          case "cells" -> "name,age\n" + wide;
          default -> "c" + wide.replace(",", ",c").substring(0, 16_000);
        };
    try (AppProcess app = AppProcess.start(dir.resolve("log"), AppProcess.PATIENT)) {
      var uploads = new ArrayList<Duplex>();
      var bodies = new ArrayList<OutputStream>();
      try {
        for (int i = 0; i < UPLOADS; i++) {
          var upload =
              new Duplex(app.port(), "POST /v1/validate HTTP/1.1\r\nHost: x\r\n" + CHUNKED);
          uploads.add(upload);
          bodies.add(upload.chunks());
          send(bodies.getLast(), begin.getBytes(US_ASCII));
        }
        for (OutputStream body : bodies) {
          send(body, "\"\n".getBytes(US_ASCII));
        }
        assertThat(ends(uploads, bodies))
            .hasSize(UPLOADS)
            .allSatisfy(end -> assertThat(end).containsAnyOf("\"complete\":true", "\"code\":"));
      } finally {
        for (Duplex upload : uploads) {
          upload.close();
        }
      }
      assertThat(app.log()).doesNotContain("OutOfMemoryError");
    }
  }

  /// Seven windows of 8 MiB fill the native memory that a heap of 64 MB allows, since 6 MB of it
  /// are always empty (survivor space). What the others need isn't there until one of them ends;
  /// nothing else waits for it.
  @ParameterizedTest
  @ValueSource(strings = {"/v1/validate", "/v1/transform", "/v1/infer?whole=true"})
  void windows_of_zstd_uploads_are_limited_together(String path) throws Exception {
    String csv = "name,age\n" + "somebody or other,41\n".repeat(20_000);
    byte[] large = Packed.zstdStream(csv.getBytes(US_ASCII), 23);
    byte[] small = Packed.zstdStream("name,age\nAda,36\n".getBytes(US_ASCII), 23);
    try (AppProcess app = AppProcess.start(dir.resolve("log"), AppProcess.PATIENT)) {
      var uploads = new ArrayList<Duplex>();
      try {
        for (int i = 0; i < 7; i++) {
          uploads.add(holding(app, path, large));
        }
        while (!answer(app, large).contains("\"code\":\"too-busy\"")) {
          // The question itself may have taken the window of one that came after it.
          for (int i = 0; i < uploads.size(); i++) {
            if (uploads.get(i).isOver()) {
              uploads.get(i).close();
              uploads.set(i, holding(app, path, large));
            }
          }
          Thread.sleep(50);
        }
        assertThat(answer(app, small)).contains("\"valid\":true");
        assertThat(answer(app, csv.getBytes(US_ASCII))).contains("\"valid\":true");
        uploads.removeFirst().close();
        awaitAnswer(app, large, "\"valid\":true");
      } finally {
        for (Duplex upload : uploads) {
          upload.close();
        }
      }
    }
  }

  /// An upload that lacks its last byte and so keeps its window.
  private static Duplex holding(AppProcess app, String path, byte[] file) throws Exception {
    var upload = new Duplex(app.port(), "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + CHUNKED);
    send(upload.chunks(), Arrays.copyOf(file, file.length - 1));
    return upload;
  }

  /// Other requests may still hold what the answer depends on.
  private static void awaitAnswer(AppProcess app, byte[] body, String expected) throws Exception {
    while (!answer(app, body).contains(expected)) {
      Thread.sleep(50);
    }
  }

  private static String answer(AppProcess app, byte[] body) throws Exception {
    try (var upload =
        new Duplex(app.port(), "POST /v1/validate HTTP/1.1\r\nHost: x\r\n" + CHUNKED)) {
      OutputStream chunks = upload.chunks();
      send(chunks, body);
      chunks.close();
      var all = new ByteArrayOutputStream();
      upload.head();
      upload.body(all);
      return all.toString(US_ASCII);
    }
  }

  private static final String CHUNKED =
      "Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\nConnection: close";

  private static void send(OutputStream body, byte[] bytes) throws Exception {
    body.write(bytes);
    body.flush();
  }

  private static List<String> ends(List<Duplex> uploads, List<OutputStream> bodies)
      throws Exception {
    for (OutputStream body : bodies) {
      body.close();
    }
    var ends = new ArrayList<String>();
    for (Duplex upload : uploads) {
      var all = new ByteArrayOutputStream();
      upload.head();
      upload.body(all);
      String text = all.toString(US_ASCII);
      ends.add(text.substring(Math.max(0, text.length() - 300)));
    }
    return ends;
  }
}
