package dev.rowgate.schema.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recogniser of words for a total, and of notes, in the cells of a footer.
public final class TotalWords {

  private static final String TOTALS =
      "(grand |sub-?)?totals?|sum|summe|gesamt|gesamtsumme|insgesamt|totale|total général|totaal"
          + "|suma|razem|итого|всего|celkem|合計|合计|总计";

  /// Words that are one only where a number or a date is expected, or if the numbers add up.
  private static final String OTHERS =
      "somme|summa( summarum)?|i"
          + " alt|sammanlagt|ogółem|łącznie|yhteensä|kaikkiaan|összesen|végösszeg|toplam|genel"
          + " toplam|ukupno|skupaj|spolu|úhrnem|součet|súčet|kokku|kopā|pavisam|iš"
          + " viso|viso|разом|усього|загалом|сума|сумма|общо|всичко|укупно|σ[ύυ]νολο|γενικ[όο]"
          + " σ[ύυ]νολο|άθροισμα|المجموع|الإجمالي|الاجمالي|סה[\"״]כ|סך"
          + " הכל|합계|총합|总和|總和|累計|累计|tổng( cộng)?|jumlah|รวม(ทั้งหมด)?|योग|कुल";

  /// Words that are hardly a name, but unusual.
  private static final String CERTAIN =
      "total(en|es|t|i|er|sumen?| general|e generale)|grand[- ]total|in total|mindösszesen"
          + "|sveukupno|소계|총계|小计|小計|總計|総計";

  private static final String MEANS =
      "average|avg|mean|median|mittelwert|durchschnitt|mittel|moyenne|media|promedio|gemiddelde"
          + "|średnia|среднее|平均";

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  /// Alone or before a mark: `Total: Campaigns`, but not `Total War`.
  private static final Pattern TOTAL =
      Pattern.compile("[^\\p{L}\\p{N}]*(" + TOTALS + ")\\s*(?<rest>[:(=-].*)?", FLAGS);

  private static final Pattern POSSIBLE =
      Pattern.compile(
          "[^\\p{L}\\p{N}]*(" + TOTALS + "|" + CERTAIN + "|" + OTHERS + ")\\s*:?\\s*", FLAGS);

  private static final Pattern START = start(TOTALS + "|" + CERTAIN + "|" + OTHERS + "|" + MEANS);
  private static final Pattern CERTAIN_START = start(TOTALS + "|" + CERTAIN + "|" + MEANS);

  /// A text that is no value: words behind a mark, in brackets, or a label with a colon or an
  /// equals sign; a line of dashes; a sign for a sum. `(5)`, `#a7` and `urn:a` are values.
  private static final Pattern REMARK =
      Pattern.compile(
          "[*#†‡§]+ |[(\\[][^)\\]]* |\\p{Cntrl}|[^0-9]*([:=]( |$)|：)|[-=+|_ ]{2,}$|[Σ∑]");

  /// The first two letters of each of the words of `TOTALS`, `CERTAIN` and `OTHERS` in which both
  /// are ASCII.
  private static final String STARTS = "togrsugeinracesoi saogyhkamiuksvskspkopavijual";

  /// In bytes; longer texts aren't totals.
  private static final int LONGEST = 100;

  /// What such a word means for the record that begins with it.
  public enum Found {
    NONE,
    /// It may also be a value, such as a name, unless the numbers beside it add up.
    POSSIBLE,
    /// It is the whole cell.
    ALONE,
    /// A mark follows it, as in `Total: Campaigns`.
    BEFORE_MARK
  }

  private TotalWords() {}

  private static Pattern start(String words) {
    return Pattern.compile("[^\\p{L}\\p{N}]*(" + words + ")(?![\\p{L}\\p{M}\\p{N}])", FLAGS);
  }

  /// Returns whether the cell of a column of texts is a word for a total, in any language.
  public static Found in(byte[] bytes, int from, int to) {
    if (to - from < 2 || to - from > LONGEST || !mayBeTotal(bytes, from)) {
      return Found.NONE;
    }
    String text = text(bytes, from, to);
    Matcher total = TOTAL.matcher(text);
    if (!total.matches()) {
      return POSSIBLE.matcher(text).matches() ? Found.POSSIBLE : Found.NONE;
    }
    return total.group("rest") == null ? Found.ALONE : Found.BEFORE_MARK;
  }

  /// Whether a cell that isn't of its column's type begins with a word for a total or a mean.
  public static boolean isStart(byte[] bytes, int from, int to) {
    return !isDigit(bytes[from]) && START.matcher(text(bytes, from, to)).lookingAt();
  }

  /// Whether a cell begins with a word for a total or a mean that is hardly a name.
  public static boolean isCertainStart(byte[] bytes, int from, int to) {
    return !isDigit(bytes[from]) && CERTAIN_START.matcher(text(bytes, from, to)).lookingAt();
  }

  /// Whether a cell that isn't of its column's type is a remark rather than an invalid value.
  public static boolean isRemark(byte[] bytes, int from, int to) {
    return !isDigit(bytes[from]) && REMARK.matcher(text(bytes, from, to)).lookingAt();
  }

  /// Whether a cell begins with a digit, as most do: this saves them the patterns.
  private static boolean isDigit(byte first) {
    return first >= '0' && first <= '9';
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, Math.min(to - from, LONGEST), UTF_8);
  }

  /// Whether a text may be a total, by its first two bytes; this saves most cells the pattern.
  private static boolean mayBeTotal(byte[] bytes, int from) {
    char first = (char) (bytes[from] & 0xFF);
    if (!Character.isLetter(first) || first >= 0x80) {
      return first != '-' && !Character.isDigit(first);
    }
    int second = bytes[from + 1] & 0xFF;
    if (second >= 0x80) {
      return true;
    }
    for (int i = 0; i < STARTS.length(); i += 2) {
      if ((first | 0x20) == STARTS.charAt(i) && (second | 0x20) == STARTS.charAt(i + 1)) {
        return true;
      }
    }
    return false;
  }
}
