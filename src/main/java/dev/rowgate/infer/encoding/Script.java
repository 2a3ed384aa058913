package dev.rowgate.infer.encoding;

import dev.rowgate.options.Encoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Candidate encoding of a script other than Latin, rated by how plausible the text is when it is
/// decoded: words of common letters for alphabets, common characters for Chinese, Japanese and
/// Korean.
///
/// @param name of the encoding
/// @param rating from 0 to 1
record Script(String name, double rating) {

  /// Minimum rating; below it, the text is in none of these encodings.
  private static final double LEAST = 0.55;

  /// In bytes; more text doesn't change the result.
  private static final int MOST = 16 << 10;

  private static final Alphabet CYRILLIC = new Alphabet("оеаинтсрвлкмдпуяыь", "");

  private static final Alphabet GREEK = new Alphabet("αοιετσνηρκςάίόέ", "ς");

  private static final Alphabet HEBREW = new Alphabet("יוהלאמרתשבנדחכםןפקע", "םןךףץ");

  private static final Alphabet ARABIC = new Alphabet("المينرتبودعةسه", "ةى");

  private static final Alphabet THAI = new Alphabet("านรกอเงมยล่วดทสตะปบคหแ้", "");

  /// Returns the best candidates, best first; empty if the text is in another encoding.
  static List<Script> of(byte[] sample) {
    byte[] text = wholeLines(sample);
    return Stream.concat(
            Stream.of(
                alphabet("windows-1251", CYRILLIC, text),
                alphabet("koi8-r", CYRILLIC, text),
                alphabet("ibm866", CYRILLIC, text),
                alphabet("windows-1253", GREEK, text),
                alphabet("windows-1255", HEBREW, text),
                alphabet("windows-1256", ARABIC, text),
                alphabet("windows-874", THAI, text)),
            Stream.of(DoubleByte.values())
                .map(each -> new Script(named(each, text), each.rating(text))))
        .filter(each -> each.rating >= LEAST && decodes(each.name, text))
        .sorted(Comparator.comparingDouble(Script::rating).reversed())
        .toList();
  }

  private static Script alphabet(String name, Alphabet alphabet, byte[] text) {
    return new Script(name, alphabet.rating(text, charset(name)));
  }

  /// Returns the name of the encoding, or of its extension by Microsoft if the text requires that.
  private static String named(DoubleByte encoding, byte[] text) {
    return encoding.names().stream()
        .filter(name -> decodes(name, text))
        .findFirst()
        .orElse(encoding.names().getFirst());
  }

  private static byte[] wholeLines(byte[] sample) {
    int end = Math.min(sample.length, MOST);
    int cut = end;
    while (cut > 0 && sample[cut - 1] != '\n' && sample[cut - 1] != '\r') {
      cut--;
    }
    byte[] text = new byte[cut == 0 ? end : cut];
    System.arraycopy(sample, 0, text, 0, text.length);
    return text;
  }

  private static boolean decodes(String name, byte[] text) {
    try {
      charset(name).newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static Charset charset(String name) {
    return Encoding.of(name).orElseThrow().charset();
  }
}
