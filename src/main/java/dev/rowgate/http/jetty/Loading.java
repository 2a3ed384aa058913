package dev.rowgate.http.jetty;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Class loading of the server in a thread parallel to the parsing of settings. Jetty's classes
/// take half of the time until a process listens.
///
/// No other thread may use Jetty's classes meanwhile: two threads that initialise interdependent
/// classes in different orders would deadlock.
public final class Loading {

  private static @Nullable Thread thread;

  private Loading() {}

  /// Starts loading; to be called by a process that will start a server.
  public static synchronized void begin() {
    // A logger requested while another thread initialises logging would be a substitute.
    LoggerFactory.getILoggerFactory();
    thread = Thread.ofPlatform().daemon().name("loading").start(JettySetup::load);
  }

  /// Waits until loading is finished, if it was started.
  public static synchronized void await() {
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // An interrupt asks the process to end, so it is passed on.
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }
}
