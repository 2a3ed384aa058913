package dev.rowgate.cli;

import dev.rowgate.cli.flags.ExitCode;
import dev.rowgate.cli.screen.Complaints;
import dev.rowgate.problem.IoReason;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/// `rowgate health`: the check of an image that has neither a shell nor curl.
record HealthCommand(URI url, Complaints complaints) {

  /// A service that takes longer is as good as none to whoever waits for it.
  private static final int TIMEOUT_MILLIS = 3000;

  ExitCode run() {
    try {
      // Never through a proxy: it asks about this machine.
      var connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      int status = connection.getResponseCode();
      connection.disconnect();
      if (status == HttpURLConnection.HTTP_OK) {
        return ExitCode.ALL_GOOD;
      }
      complaints.about(url.toString(), "answers " + status);
    } catch (IOException e) {
      complaints.about(url.toString(), IoReason.of(e));
    }
    return ExitCode.IO_FAILED;
  }
}
