package dev.rowgate.cli.flags;

import dev.rowgate.problem.InputProblem;

/// Exit codes of the program.
public enum ExitCode {
  /// All rows are valid; for `serve`, it stopped on request.
  ALL_GOOD(0, "all rows are good"),
  /// The input was read to its end, and some records were rejected.
  SOME_REJECTED(1, "finished, some records were rejected"),
  /// Nothing was read: the command line or the schema is invalid.
  WRONG_USAGE(2, "the command line or the schema is wrong"),
  /// The run ended before the end of the input, or was refused.
  INPUT_BROKEN(3, "the input is broken, or a limit that was asked for is passed"),
  /// A file can't be read or written.
  IO_FAILED(4, "a file can't be read or written"),
  /// A defect of the program (`EX_SOFTWARE`), or out of memory.
  DEFECT(70, "a defect of rowgate, or out of memory"),
  /// By SIGHUP, when the terminal is closed; set by the JVM.
  HUNG_UP(129, "hung up"),
  /// By SIGINT; set by the JVM.
  INTERRUPTED(130, "interrupted"),
  /// The reader of the output has closed it, as in `| head`. This isn't a failure; no message is
  /// written.
  READER_GONE(141, "the reader of the output has gone"),
  /// By SIGTERM; set by the JVM.
  TERMINATED(143, "terminated");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /// The process's exit code.
  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }

  /// Returns the worse of the exit codes of two inputs: the first of 70, 4, 3, 2, 1, 0.
  public ExitCode worse(ExitCode other) {
    return number >= other.number ? this : other;
  }

  /// Returns the exit code of a run that ended with `problem`.
  public static ExitCode of(InputProblem problem) {
    if (problem instanceof InputProblem.BadReference(_, _, InputProblem cause)) {
      return of(cause);
    }
    return switch (problem.code().cause()) {
      case INPUT -> INPUT_BROKEN;
      case SYSTEM -> IO_FAILED;
      case CALLER -> WRONG_USAGE;
      case DEFECT -> DEFECT;
    };
  }
}
