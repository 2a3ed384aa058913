package dev.rowgate.infer.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Statistics of bytes read as UTF-16 of one byte order. A CSV has ASCII characters in any script,
/// at least its delimiters and line ends: in UTF-16 each is a zero byte beside an ASCII byte,
/// always on the same side. Zero bytes in text of another encoding are few, and not beside its line
/// ends.
///
/// @param encoding the name of the encoding
/// @param units number of units of two bytes
/// @param ascii number of units that are printable ASCII, tabs or line ends
/// @param lineEnds number of units that are line ends
/// @param pairs number of units that are two ASCII bytes
/// @param zeros number of units that are two zero bytes
record WideUnits(String encoding, int units, int ascii, int lineEnds, int pairs, int zeros) {

  /// Minimum share of ASCII characters, in units of 1/1000.
  private static final int LEAST_PER_MILLE = 30;

  /// Minimum share of the line ends' bytes that must be in a unit that is a line end, as a divisor;
  /// the others are half of another character, such as U+4E0A.
  private static final int BYTES_PER_LINE_END = 3;

  /// Returns the statistics for the likely byte order, or null if the sample isn't UTF-16.
  static @Nullable WideUnits of(byte[] sample) {
    if (!hasZeros(sample)) {
      return null;
    }
    WideUnits little = of(sample, "utf-16le", 1);
    WideUnits big = of(sample, "utf-16be", 0);
    boolean isLittle = little.ascii >= big.ascii;
    WideUnits best = isLittle ? little : big;
    WideUnits other = isLittle ? big : little;
    return best.ascii >= 2 * other.ascii && best.isPlausible(sample) ? best : null;
  }

  private static boolean hasZeros(byte[] sample) {
    for (byte b : sample) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  /// @param high index of the high byte in a unit
  private static WideUnits of(byte[] sample, String encoding, int high) {
    int ascii = 0;
    int lineEnds = 0;
    int pairs = 0;
    int zeros = 0;
    int units = sample.length / 2;
    for (int at = 0; at < 2 * units; at += 2) {
      byte low = sample[at + 1 - high];
      if (sample[at + high] == 0) {
        lineEnds += isLineEnd(low) ? 1 : 0;
        ascii += isText(low) ? 1 : 0;
        zeros += low == 0 ? 1 : 0;
      } else if (isText(low) && isText(sample[at + high])) {
        pairs++;
      }
    }
    return new WideUnits(encoding, units, ascii, lineEnds, pairs, zeros);
  }

  private boolean isPlausible(byte[] sample) {
    int bytes = 0;
    for (byte b : sample) {
      bytes += isLineEnd(b) ? 1 : 0;
    }
    return units > 1
        && zeros == 0
        && ascii * 1000L > (long) LEAST_PER_MILLE * units
        && lineEnds * BYTES_PER_LINE_END >= bytes
        && 2 * pairs <= units
        && decodes(sample);
  }

  private boolean decodes(byte[] sample) {
    try {
      // The sample may end within a character.
      int whole = Math.max(0, 2 * units - 2);
      Charset.forName(encoding).newDecoder().decode(ByteBuffer.wrap(sample, 0, whole));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /// Returns the confidence, from 0 to 1; lower if few characters are ASCII.
  double confidence() {
    return 2 * ascii >= units ? 1 : 0.9;
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  private static boolean isText(byte b) {
    return isLineEnd(b) || b == '\t' || (b >= ' ' && b < 0x7F);
  }
}
