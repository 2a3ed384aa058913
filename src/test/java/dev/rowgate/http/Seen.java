package dev.rowgate.http;

import java.util.Optional;

/// A response as a client received it.
///
/// @param exit 0 if the client reports success
/// @param status the HTTP status; 0 if none was received
record Seen(int exit, int status, String body) {

  /// The exit code of curl, and of the other clients, for a timeout.
  static final int STUCK = 28;

  private static final String COMPLETE = "{\"_summary\":{\"complete\":true,";

  boolean saysComplete() {
    int begin = body.lastIndexOf('\n', body.length() - 2) + 1;
    return body.endsWith("}\n") && body.startsWith(COMPLETE, begin);
  }

  /// Whether a client takes it for complete, if it checks the summary and, on a route through our
  /// configuration, its own exit code.
  boolean isTakenForWhole(Way way) {
    return saysComplete() && (exit == 0 || way.isForeign());
  }

  /// Describes a violation; empty if there is none.
  Optional<String> complaint(Sample sample, Fault fault, Way way) {
    if (exit == STUCK) {
      return Optional.of("the client was stuck");
    }
    if (isTakenForWhole(way)) {
      if (!fault.canComeTooLate()) {
        return Optional.of("a faulty answer is taken for whole");
      }
      return sample.isWhole(body)
          ? Optional.empty()
          : Optional.of("a cut answer is taken for whole");
    }
    if (fault == Fault.NONE) {
      return Optional.of("a whole answer isn't taken for one");
    }
    boolean rows = status == 200 && !fault.harmsBytes();
    return rows && !sample.beginsLike(body) ? Optional.of("a wrong line") : Optional.empty();
  }

  /// The result for a table.
  Outcome outcome(Way way) {
    if (isTakenForWhole(way)) {
      return Outcome.WHOLE;
    }
    if (status != 200) {
      return Outcome.REFUSED;
    }
    if (body.contains("{\"_summary\":{\"complete\":false,")) {
      return Outcome.FAULT;
    }
    return exit == 0 ? Outcome.CUT_UNSEEN : Outcome.CUT;
  }

  enum Outcome {
    WHOLE("whole"),
    REFUSED("another status, or none"),
    FAULT("a fault in its summary"),
    CUT("cut, and the exit code says so"),
    CUT_UNSEEN("cut, and only the summary is missing");

    final String title;

    Outcome(String title) {
      this.title = title;
    }
  }
}
