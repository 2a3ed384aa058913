package dev.rowgate.cli.screen;

import dev.rowgate.cli.flags.Arguments;
import java.io.PrintStream;
import java.util.List;

/// What the user is told on stderr: lines that begin with the program's name and what they are
/// about. Not for anything else: stdout has the rows.
public final class Complaints {

  /// So many are read; more would push the first off the screen.
  private static final int MAX_LINES = 20;

  private final PrintStream err;

  public Complaints(PrintStream err) {
    this.err = err;
  }

  /// @param subject the file, mostly, as the user wrote it
  public void about(String subject, String message) {
    say(subject + ": " + message);
  }

  /// One line for each message, up to a limit.
  public void about(String subject, List<String> messages) {
    messages.stream().limit(MAX_LINES).forEach(message -> about(subject, message));
    if (messages.size() > MAX_LINES) {
      about(subject, "and " + (messages.size() - MAX_LINES) + " more");
    }
  }

  public void misuse(Arguments.Misuse misuse) {
    misuse.complaints().stream().limit(MAX_LINES).forEach(this::say);
    say(misuse.hint());
  }

  /// Says which place in the program is at fault, and nothing of what it was working on: that may
  /// hold what is in the cells.
  public void defect(Throwable defect, String version) {
    StackTraceElement[] frames = defect.getStackTrace();
    String place =
        frames.length == 0
            ? ""
            : " at " + frames[0].getFileName() + ":" + frames[0].getLineNumber();
    say(
        "a defect of "
            + version
            + ", not of your input: "
            + defect.getClass().getSimpleName()
            + place);
    say("the output is not complete; please report this with the command that you typed");
  }

  public void say(String message) {
    err.println("rowgate: " + printable(message));
    err.flush();
  }

  /// A text for a person, as it is.
  public void show(String text) {
    err.print(text);
    err.flush();
  }

  public Progress progress(Style style, String name, long total) {
    return new Progress(err, style, name, total, System::nanoTime);
  }

  /// A file name or a label can hold what a terminal obeys.
  private static String printable(String message) {
    var printable = new StringBuilder(message.length());
    message
        .codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c)) {
            printable.append(String.format("\\u%04x", c));
          } else {
            printable.appendCodePoint(c);
          }
        });
    return printable.toString();
  }
}
