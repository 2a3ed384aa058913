package dev.rowgate.cli.screen;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.cli.flags.Arguments;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writer of messages to stderr. Each line starts with the program's name and the subject; results
/// go to stdout.
public final class ErrorOutput {

  /// Limit on the lines for one subject; more would scroll the first ones off the screen.
  private static final int MAX_LINES = 20;

  private final PrintStream err;

  /// Buffer for messages that are held back; null if they are written to stderr immediately.
  private final @Nullable ByteArrayOutputStream held;

  public ErrorOutput(PrintStream err) {
    this(err, null);
  }

  private ErrorOutput(PrintStream err, @Nullable ByteArrayOutputStream held) {
    this.err = err;
    this.held = held;
  }

  /// Returns a writer whose messages are held back until they are [shown][#show(ErrorOutput)].
  public static ErrorOutput heldBack() {
    var held = new ByteArrayOutputStream();
    return new ErrorOutput(new PrintStream(held, false, UTF_8), held);
  }

  /// Writes the messages that another writer has held back.
  public void show(ErrorOutput other) {
    if (other.held != null) {
      show(other.held.toString(UTF_8));
      other.held.reset();
    }
  }

  /// @param subject usually the file, as the user named it
  public void about(String subject, String message) {
    say(subject + ": " + message);
  }

  /// Writes one line for each message, up to a limit.
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

  /// Reports a defect: its type and its location in the code, but not its message, which might
  /// contain cell contents.
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

  /// Prints a text unchanged.
  public void show(String text) {
    err.print(text);
    err.flush();
  }

  /// @return null if messages are held back
  public @Nullable ProgressLine progress(TextStyle style, String name, long total) {
    return held != null ? null : new ProgressLine(err, style, name, total, System::nanoTime);
  }

  /// Escapes control characters: file names and labels may contain terminal escape sequences.
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
