package dev.rowgate.pipeline.head;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.pipeline.head.ForeignFormat.Fit;
import dev.rowgate.problem.InputProblem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Detector of a [ForeignFormat] in the first bytes of an input. It waits only while the bytes so
/// far may still become one of these, or a mark or line that determines the dialect
/// ([HeadDialect]).
public final class Sniffer {

  /// Maximum number of bytes to examine: white space may precede a web page.
  private static final int MOST = 1024;

  private byte[] head = {};
  private int length;
  private boolean decided;
  private InputProblem.@Nullable NotCsv found;

  /// Whether further bytes can't change the result.
  public boolean isDecided() {
    return decided;
  }

  /// The detected format, or null if the input may be CSV.
  public InputProblem.@Nullable NotCsv found() {
    return found;
  }

  /// The first bytes, as many as were needed to decide.
  public byte[] head() {
    return head.length == length ? head : Arrays.copyOf(head, length);
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
    while (word < length && ForeignFormat.isSpace(head[word])) {
      word++;
    }
    boolean waits = mark == Utf8.INCOMPLETE || HeadDialect.isOpen(head, length);
    for (ForeignFormat format : ForeignFormat.possible(head, length)) {
      Fit fit = format.fit(head, length, text, word);
      if (fit == Fit.WHOLE) {
        found = format.problem();
        decided = true;
        return;
      }
      waits |= fit == Fit.SO_FAR;
    }
    decided = last || !waits;
  }
}
