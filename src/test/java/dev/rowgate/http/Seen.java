package dev.rowgate.http;

import java.util.Optional;

/// What a client has of an answer, and what it would take it for.
///
/// @param exit 0 if it says that all is well
/// @param status of HTTP, 0 where none came
record Seen(int exit, int status, String body) {

  /// The end of curl, and of ours, when a time limit has passed.
  static final int STUCK = 28;

  private static final String COMPLETE = "{\"_summary\":{\"complete\":true,";

  boolean saysComplete() {
    int begin = body.lastIndexOf('\n', body.length() - 2) + 1;
    return body.endsWith("}\n") && body.startsWith(COMPLETE, begin);
  }

  /// Whether a client takes it for whole that checks the summary, and its own exit code where the
  /// way is ours.
  boolean isTakenForWhole(Way way) {
    return saysComplete() && (exit == 0 || way.isForeign());
  }

  /// What is wrong with it, if anything is.
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

  /// For a table.
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
