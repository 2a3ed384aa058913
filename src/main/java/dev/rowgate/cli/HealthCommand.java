package dev.rowgate.cli;

import dev.rowgate.cli.flags.ExitCode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/// The command `rowgate health`: a health check for container images without shell and curl.
record HealthCommand(URI url, Console console) {

  /// A health check that takes longer counts as failed.
  private static final int TIMEOUT_MILLIS = 3000;

  ExitCode run() {
    try {
      // Without a proxy, which may not reach this machine's loopback address.
      var connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      int status = connection.getResponseCode();
      connection.disconnect();
      if (status == HttpURLConnection.HTTP_OK) {
        return ExitCode.ALL_GOOD;
      }
      console.stderr().about(url.toString(), "answers " + status);
    } catch (IOException e) {
      return console.failed(url.toString(), e);
    }
    return ExitCode.IO_FAILED;
  }
}
