package dev.rowgate.http.convert;

/// Tracker of whether a client reads its response, so that waiting for it is better than writing
/// the output to disk. Not thread-safe.
///
/// A client that has paused isn't waited for until it takes something again. One that pauses again
/// and again, because it sends much and reads little, would slow its own upload down, so that the
/// number of pauses is limited.
final class ReadingClient {

  /// Each costs at most the time of one wait.
  static final int MOST_PAUSES = 50;

  private int pauses;
  private boolean paused;

  /// Reports the end of a wait.
  ///
  /// @param something whether the client has taken what was being sent
  /// @return `something`
  boolean took(boolean something) {
    pauses += something ? 0 : 1;
    paused = !something;
    return something;
  }

  boolean mayBeAwaited() {
    return !paused && pauses < MOST_PAUSES;
  }
}
