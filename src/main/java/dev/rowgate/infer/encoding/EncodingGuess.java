package dev.rowgate.infer.encoding;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Encoding;
import dev.rowgate.problem.InputProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Detected character encoding of the first bytes of an input. UTF-8 is rated by the share of
/// well-formed multi-byte sequences, so a single broken byte doesn't lead to another encoding.
///
/// @param seen the evidence
/// @param confidence from 0 to 1
/// @param runnerUp the name of the second best encoding, or null
/// @param warning possible error, or empty
/// @param fault why the input can't be decoded at all, or null
public record EncodingGuess(
    Encoding encoding,
    String seen,
    double confidence,
    @Nullable String runnerUp,
    String warning,
    @Nullable InputProblem fault) {

  private static final String WESTERN = "windows-1252";

  private static final String DOS = "ibm850";

  /// Bytes that are undefined in windows-1252.
  private static final String UNDEFINED_IN_WESTERN = "\u0081\u008D\u008F\u0090\u009D";

  /// @param sample the first bytes of the input
  /// @param cut whether the input may continue after the sample
  public static EncodingGuess of(byte[] sample, boolean cut) {
    if (begins(sample, 0xFF, 0xFE, 0, 0) || begins(sample, 0, 0, 0xFE, 0xFF) || isUtf32(sample)) {
      return unreadable();
    }
    if (begins(sample, 0xFF, 0xFE) || begins(sample, 0xFE, 0xFF)) {
      return utf16();
    }
    WideUnits wide = isMarkedUtf8(sample) ? null : WideUnits.of(sample);
    return wide == null ? ofBytes(sample, cut) : ofWide(wide);
  }

  private static boolean isMarkedUtf8(byte[] sample) {
    return Utf8.byteOrderMark(sample, 0, sample.length) > 0;
  }

  private static EncodingGuess ofWide(WideUnits wide) {
    return new EncodingGuess(
        Encoding.of(wide.encoding()).orElseThrow(),
        "zeros beside ASCII characters",
        wide.confidence(),
        wide.confidence() < 1 ? WESTERN : null,
        "",
        null);
  }

  private static EncodingGuess ofBytes(byte[] sample, boolean cut) {
    boolean marked = isMarkedUtf8(sample);
    int good = 0;
    int bad = 0;
    int zeros = 0;
    int at = marked ? 3 : 0;
    while (at < sample.length) {
      if (sample[at] >= 0) {
        zeros += sample[at] == 0 ? 1 : 0;
        at++;
        continue;
      }
      int length = Utf8.sequenceLength(sample, at, sample.length);
      if (length == Utf8.INCOMPLETE && (cut || good > 0)) {
        break;
      }
      good += length > 1 ? 1 : 0;
      bad += length <= 0 ? 1 : 0;
      at += Math.max(1, length);
    }
    if (bad > 0 && bad > good && !marked) {
      return western(sample, good, bad);
    }
    return ofUtf8(marked, good, bad, zeros);
  }

  /// @param good number of well-formed characters beyond ASCII
  /// @param bad number of other bytes beyond ASCII
  private static EncodingGuess ofUtf8(boolean marked, int good, int bad, int zeros) {
    String seen =
        marked
            ? "a byte order mark"
            : bad > 0
                ? "mostly well-formed UTF-8"
                : good > 0 ? "well-formed UTF-8" : "nothing but ASCII";
    double share = good + bad == 0 ? 1 : (double) good / (good + bad);
    double confidence =
        bad > 0 ? (marked ? (1 + share) / 2 : share) : good == 1 && !marked ? 0.95 : 1;
    List<String> warnings = new ArrayList<>();
    if (bad > 0) {
      warnings.add(
          "%d of %d characters beyond ASCII aren't UTF-8; their records are rejected"
              .formatted(bad, good + bad));
    }
    if (zeros > 0) {
      warnings.add("%d zero bytes are part of the text".formatted(zeros));
      confidence = Math.min(confidence, 0.9);
    }
    String second = bad > 0 || (good > 0 && !marked) ? WESTERN : zeros > 0 ? "utf-16le" : null;
    String warning = warnings.isEmpty() ? "" : "encoding: " + String.join("; ", warnings);
    return new EncodingGuess(Encoding.UTF_8, seen, confidence, second, warning, null);
  }

  private static EncodingGuess western(byte[] sample, int good, int bad) {
    List<Script> scripts = Script.of(sample);
    if (!scripts.isEmpty()) {
      return ofScript(scripts);
    }
    if (MacRoman.is(sample)) {
      return assumed(MacRoman.NAME, 0.6, "letters of that encoding within words", WESTERN);
    }
    HighBytes bytes = HighBytes.of(sample);
    if (bytes.areDos()) {
      return ofDos();
    }
    String latin = bytes.other();
    if (latin != null) {
      return assumed(latin, 0.6, "letters of that encoding within words", WESTERN);
    }
    String name = WESTERN;
    for (byte b : sample) {
      if (UNDEFINED_IN_WESTERN.indexOf((char) (b & 0xFF)) >= 0) {
        name = "iso-8859-1";
      }
    }
    boolean other = bytes.areOfAnotherScript();
    String possible =
        other
            ? "; most letters are beyond ASCII: an encoding of another script is likelier, such as"
                + " windows-1251 or shift_jis"
            : bytes.dos() > 0
                ? ", and " + DOS + ", a code page of DOS, is possible"
                : ", and any other encoding with one byte for each character is possible";
    String second = name.equals(WESTERN) ? "iso-8859-1" : WESTERN;
    return new EncodingGuess(
        Encoding.of(name).orElseThrow(),
        "bytes that aren't UTF-8",
        (other ? 0.3 : 0.6) * bad / (good + bad),
        good > 0 && bytes.dos() == 0 ? "utf-8" : bytes.dos() > 0 ? DOS : second,
        "encoding: the bytes aren't UTF-8; " + name + " is assumed" + possible,
        null);
  }

  /// @param scripts the possible encodings, best first
  private static EncodingGuess ofScript(List<Script> scripts) {
    Script best = scripts.getFirst();
    String second = scripts.size() > 1 ? scripts.get(1).name() : WESTERN;
    return assumed(best.name(), 0.9 * best.rating(), "words of that encoding's script", second);
  }

  private static EncodingGuess assumed(
      String name, double confidence, String seen, String runnerUp) {
    String warning =
        "encoding: the bytes aren't UTF-8; %s is assumed, since there are %s; %s is possible"
            .formatted(name, seen, runnerUp);
    return new EncodingGuess(
        Encoding.of(name).orElseThrow(), seen, confidence, runnerUp, warning, null);
  }

  private static EncodingGuess ofDos() {
    String warning =
        "encoding: the bytes aren't UTF-8; "
            + DOS
            + ", a code page of DOS, is assumed: there are letters where windows-1252 has marks;"
            + " ibm437 has the same letters";
    return new EncodingGuess(
        Encoding.of(DOS).orElseThrow(),
        "bytes between letters that are letters in DOS alone",
        0.6,
        WESTERN,
        warning,
        null);
  }

  private static EncodingGuess utf16() {
    Encoding encoding = Encoding.of("utf-16").orElseThrow();
    return new EncodingGuess(encoding, "a byte order mark", 1, null, "", null);
  }

  private static EncodingGuess unreadable() {
    var fault = new InputProblem.NotCsv("text in UTF-32", "write it in UTF-8 or UTF-16");
    return new EncodingGuess(Encoding.UTF_8, "UTF-32", 1, null, "", fault);
  }

  private static boolean begins(byte[] sample, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i == sample.length || (sample[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether the text is UTF-32 without a byte order mark: in each unit, two bytes on one side are
  /// zero, and the byte on the other side isn't.
  private static boolean isUtf32(byte[] sample) {
    int units = sample.length / 4;
    boolean little = units > 1;
    boolean big = units > 1;
    for (int at = 0; at < 4 * units && (little || big); at += 4) {
      little &= sample[at + 3] == 0 && sample[at + 2] == 0 && sample[at] != 0;
      big &= sample[at] == 0 && sample[at + 1] == 0 && sample[at + 3] != 0;
    }
    return little || big;
  }
}
