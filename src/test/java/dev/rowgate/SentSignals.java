package dev.rowgate;

/// SentSignals to the processes that tests start.
public final class SentSignals {

  private SentSignals() {}

  /// Sends a signal and waits until it is sent.
  ///
  /// @param name without `SIG`
  public static void send(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }
}
