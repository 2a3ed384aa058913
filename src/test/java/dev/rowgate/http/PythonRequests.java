package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rowgate.dist.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Python's `requests` (urllib3): it sends everything before it reads, and discards a chunk without
/// its line end.
public final class PythonRequests {

  private static final String SCRIPT =
      """
      import sys, requests
      url, csv, coding = sys.argv[1:]
      got, end = b"", "whole"
      with open(csv, "rb") as body:
          headers = {"Content-Type": "text/csv", "Accept-Encoding": coding}
          with requests.post(url, data=body, headers=headers, stream=True, timeout=60) as answer:
              try:
                  for piece in answer.iter_content(None):
                      got += piece
              except requests.exceptions.RequestException as e:
                  end = "broken off"
      sys.stdout.buffer.write(got + end.encode())
      """;

  private PythonRequests() {}

  /// Posts a file. The test is skipped if `requests` isn't installed.
  ///
  /// @param coding for `Accept-Encoding`
  /// @return the lines of the response, and whether it was `whole` or `broken off`
  public static List<String> post(String url, Path directory, String csv, String coding)
      throws IOException {
    Tool python = Tool.needed("python3");
    assumeTrue(python.run("-c", "import requests").exit() == 0, "no requests for python3");
    Path file = Files.writeString(directory.resolve("requests.csv"), csv, UTF_8);
    var ran = python.run("-c", SCRIPT, url, file.toString(), coding);
    assertThat(ran.exit()).as(ran.output()).isZero();
    return ran.output().lines().toList();
  }
}
