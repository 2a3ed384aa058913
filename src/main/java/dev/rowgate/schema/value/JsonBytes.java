package dev.rowgate.schema.value;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// Writer that escapes and copies UTF-8 into an array as JSON, eight bytes at a time. The array
/// must therefore extend [#SLACK] bytes beyond what is written. The output equals that of Jackson's
/// generator on the slow path.
public final class JsonBytes {

  /// Maximum length of the escape of one byte, such as `\u0001`.
  public static final int MOST_OF_BYTE = 6;

  public static final int SLACK = Long.BYTES;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Multiplier that copies an ASCII byte to all eight bytes of a word.
  public static final long EACH = 0x0101_0101_0101_0101L;

  public static final long ZEROS = '0' * EACH;
  private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
  private static final byte[][] ESCAPES = escapes();

  private JsonBytes() {}

  private static byte[][] escapes() {
    var escapes = new byte['\\' + 1][];
    for (int c = 0; c < ' '; c++) {
      escapes[c] = ("\\u" + HexFormat.of().toHexDigits((char) c)).getBytes(US_ASCII);
    }
    String shorter = "\bb\tt\nn\ff\rr\"\"\\\\";
    for (int i = 0; i < shorter.length(); i += 2) {
      escapes[shorter.charAt(i)] = new byte[] {'\\', (byte) shorter.charAt(i + 1)};
    }
    return escapes;
  }

  /// Writes the UTF-8 text `text[from, to)` with escapes.
  ///
  /// @param out has room for [#MOST_OF_BYTE] times its length, and [#SLACK]
  /// @return the end of the output in `out`
  public static int escape(byte[] text, int from, int to, byte[] out, int at) {
    int i = from;
    int o = at;
    int lastWord = text.length - Long.BYTES;
    while (i < to && i <= lastWord) {
      long word = (long) WORDS.get(text, i);
      WORDS.set(out, o, word);
      int plain = Long.numberOfTrailingZeros(escapedIn(word)) / Byte.SIZE;
      int left = to - i;
      if (plain < Math.min(left, Long.BYTES)) {
        i += plain;
        o = escape(text[i++], out, o + plain);
      } else {
        i += Long.BYTES;
        o += Math.min(left, Long.BYTES);
      }
    }
    while (i < to) {
      byte b = text[i++];
      if (b >= 0 && b < ESCAPES.length && ESCAPES[b] != null) {
        o = escape(b, out, o);
      } else {
        out[o++] = b;
      }
    }
    return o;
  }

  /// Returns the eight bytes at `at`, which must all be in the array.
  public static long word(byte[] bytes, int at) {
    return (long) WORDS.get(bytes, at);
  }

  /// Writes eight bytes at `at`, which must all be in the array.
  public static void put(byte[] bytes, int at, long word) {
    WORDS.set(bytes, at, word);
  }

  /// Returns the highest bit of each byte that is escaped in JSON, isn't ASCII, or equals the byte
  /// of `ends`, a word of eight equal bytes. Only the lowest set bit is exact; higher ones may be
  /// false positives.
  public static long special(long word, long ends) {
    long control = word - ' ' * EACH;
    long quote = (word ^ '"' * EACH) - EACH;
    long backslash = (word ^ '\\' * EACH) - EACH;
    long end = (word ^ ends) - EACH;
    return (control | quote | backslash | end | word) & HIGHEST_BITS;
  }

  /// Returns the highest bit of each byte that is no digit. Only the lowest set bit is exact;
  /// higher ones may be false positives.
  ///
  /// @param digits a word XOR [#ZEROS]
  public static long notDigits(long digits) {
    return (digits | (digits + 0x76 * EACH)) & HIGHEST_BITS;
  }

  /// Returns the number that eight digits (0 to 9, not ASCII) form, the first one in the lowest
  /// byte.
  public static long number(long digits) {
    long pairs = 10 * digits + (digits >>> 8);
    long even = (pairs & 0xFF_0000_00FFL) * (100 + (1_000_000L << 32));
    long odd = ((pairs >>> 16) & 0xFF_0000_00FFL) * (1 + (10_000L << 32));
    return (even + odd) >>> 32;
  }

  /// Returns the highest bit of each byte that is escaped. Only the lowest set bit is exact; higher
  /// ones may be false positives.
  private static long escapedIn(long word) {
    long control = word - ' ' * EACH;
    long quote = (word ^ '"' * EACH) - EACH;
    long backslash = (word ^ '\\' * EACH) - EACH;
    return (control | quote | backslash) & ~word & HIGHEST_BITS;
  }

  /// Writes the escape of a byte that needs one.
  public static int escape(byte b, byte[] out, int at) {
    byte[] escape = ESCAPES[b];
    System.arraycopy(escape, 0, out, at, escape.length);
    return at + escape.length;
  }

  /// Writes `text[from, to)` unchanged.
  ///
  /// @param out has room for it, and [#SLACK]
  /// @return the end of the output in `out`
  public static int copy(byte[] text, int from, int to, byte[] out, int at) {
    int length = to - from;
    if (length > 4 * Long.BYTES || text.length - to < SLACK) {
      System.arraycopy(text, from, out, at, length);
    } else {
      for (int i = 0; i < length; i += Long.BYTES) {
        WORDS.set(out, at + i, (long) WORDS.get(text, from + i));
      }
    }
    return at + length;
  }
}
