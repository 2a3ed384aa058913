package dev.rowgate.http.jetty;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Loads what a server takes, whatever its settings are, beside the reading of these: Jetty is half
/// of what a process does until it listens.
///
/// While it runs nothing else may touch Jetty. Two threads that come upon its classes from two
/// sides would wait for each other, each in the midst of a class that the other one needs.
public final class Loading {

  private static @Nullable Thread thread;

  private Loading() {}

  /// For a process that will start a server.
  public static synchronized void begin() {
    // Whoever asks for a logger while another thread sets up logging gets one for the meantime.
    LoggerFactory.getILoggerFactory();
    thread = Thread.ofPlatform().daemon().name("loading").start(JettySetup::load);
  }

  /// Until it is over, if it has begun.
  public static synchronized void await() {
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // Somebody wants the process to end, not its server to wait less.
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }
}
