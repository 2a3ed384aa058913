package dev.rowgate.infer;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.options.Encoding;

/// Which encoding the first bytes of an input have.
///
/// @param seen what it was told by
/// @param sure false for the last resort: every file can be read in it, whatever it means
record EncodingGuess(Encoding encoding, String seen, boolean sure) {

  /// @param cut whether the sample may end inside a character
  static EncodingGuess of(byte[] sample, boolean cut) {
    if (begins(sample, 0xFF, 0xFE) || begins(sample, 0xFE, 0xFF)) {
      return named("utf-16", "a byte order mark");
    }
    if (begins(sample, 0xEF, 0xBB, 0xBF)) {
      return named("utf-8", "a byte order mark");
    }
    int zerosAtEven = zeros(sample, 0);
    int zerosAtOdd = zeros(sample, 1);
    int half = sample.length / 2;
    if (half > 1 && zerosAtOdd > half / 2 && zerosAtEven == 0) {
      return named("utf-16le", "a zero behind nearly every byte");
    }
    if (half > 1 && zerosAtEven > half / 2 && zerosAtOdd == 0) {
      return named("utf-16be", "a zero before nearly every byte");
    }
    int end = cut ? Utf8.wholeCharacters(sample, 0, sample.length) : sample.length;
    if (Utf8.isValid(sample, 0, end)) {
      return named("utf-8", isAscii(sample) ? "nothing but ASCII" : "well-formed UTF-8");
    }
    Encoding western = Encoding.of("windows-1252").orElseThrow();
    return new EncodingGuess(western, "bytes that are no UTF-8", false);
  }

  private static EncodingGuess named(String name, String seen) {
    return new EncodingGuess(Encoding.of(name).orElseThrow(), seen, true);
  }

  private static boolean begins(byte[] sample, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i == sample.length || (sample[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static int zeros(byte[] sample, int from) {
    int zeros = 0;
    for (int i = from; i < sample.length; i += 2) {
      zeros += sample[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static boolean isAscii(byte[] sample) {
    for (byte b : sample) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }
}
