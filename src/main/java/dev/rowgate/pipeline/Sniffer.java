package dev.rowgate.pipeline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.problem.InputProblem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Looks at the first bytes of an input for what is easily sent by mistake: a ZIP or XLSX file, a
/// web page, JSON. It waits only as long as the bytes so far may still become one of those.
public final class Sniffer {

  /// White space before a web page is passed over up to here.
  private static final int MOST = 1024;

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private byte[] head = new byte[64];
  private int length;
  private boolean decided;
  private InputProblem.@Nullable NotCsv found;

  /// Whether no further bytes can change the answer.
  public boolean isDecided() {
    return decided;
  }

  /// What the input was found to be, or null if nothing speaks against CSV.
  public InputProblem.@Nullable NotCsv found() {
    return found;
  }

  public void feed(byte[] bytes, int offset, int count) {
    if (!decided) {
      int taken = Math.min(count, MOST - length);
      if (head.length < length + taken) {
        head = Arrays.copyOf(head, Math.max(length + taken, 2 * head.length));
      }
      System.arraycopy(bytes, offset, head, length, taken);
      length += taken;
      decide(length == MOST);
    }
  }

  public void end() {
    if (!decided) {
      decide(true);
    }
  }

  private void decide(boolean last) {
    int mark = Utf8.byteOrderMark(head, 0, length);
    int text = Math.max(0, mark);
    int word = text;
    while (word < length && " \t\r\n".indexOf(head[word]) >= 0) {
      word++;
    }
    Fit zip = fit(0, ZIP);
    Fit html = fit(word, "<html").or(fit(word, "<!doctype html"));
    Fit json = fit(text, "{\"").or(fit(text, "[{"));
    Fit any = zip.or(html).or(json);
    found =
        zip == Fit.WHOLE
            ? new InputProblem.NotCsv("a ZIP or XLSX file")
            : html == Fit.WHOLE
                ? new InputProblem.NotCsv("a web page")
                : json == Fit.WHOLE ? new InputProblem.NotCsv("JSON") : null;
    decided = last || found != null || (any == Fit.NONE && mark != Utf8.INCOMPLETE);
  }

  private enum Fit {
    NONE,
    SO_FAR,
    WHOLE;

    Fit or(Fit other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  private Fit fit(int at, String word) {
    return fit(at, word.getBytes(US_ASCII));
  }

  private Fit fit(int at, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (at + i >= length) {
        return Fit.SO_FAR;
      }
      int c = head[at + i];
      if (c != word[i] && (c < 'A' || c > 'Z' || c + 32 != word[i])) {
        return Fit.NONE;
      }
    }
    return Fit.WHOLE;
  }
}
