package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// curl process that uploads line by line and whose output is read meanwhile. It uses `-T .`,
/// because with `-T -` and `--max-time` curl waits for input and reads no response.
final class OpenUpload implements AutoCloseable {

  private final Process curl;
  private final OutputStream upload;
  private final BufferedReader lines;

  OpenUpload(String flag, String url, String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                "curl",
                "-q",
                "-sSN",
                flag,
                "-X",
                "POST",
                "-T",
                ".",
                "-H",
                "Content-Type: text/csv",
                "-H",
                "Expect:",
                url));
    command.addAll(List.of(more));
    curl = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    CompletableFuture.delayedExecutor(60, SECONDS).execute(curl::destroyForcibly);
    upload = curl.getOutputStream();
    lines = curl.inputReader(UTF_8);
  }

  void send(String text) throws IOException {
    upload.write(text.getBytes(UTF_8));
    upload.flush();
  }

  /// The curl process may have ended.
  void sendAndEnd(String text) {
    try (upload) {
      send(text);
    } catch (IOException e) {
      // It has ended.
    }
  }

  void endUpload() throws IOException {
    upload.close();
  }

  /// Returns null if nothing arrives within a minute.
  String readLine() throws IOException {
    return lines.readLine();
  }

  String rest() throws IOException {
    return String.join("\n", lines.lines().toList());
  }

  int exit() throws InterruptedException {
    assertThat(curl.waitFor(90, SECONDS)).as("curl ends").isTrue();
    return curl.exitValue();
  }

  @Override
  public void close() {
    curl.destroyForcibly().onExit().join();
  }
}
