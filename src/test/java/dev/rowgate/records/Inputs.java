package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Inputs, dialects and limits out of a seed.
public final class Inputs {

  /// What hostile files are made of: all that means something in some dialect, and some text.
  private static final List<byte[]> ALPHABET = new ArrayList<>();

  static {
    String[] meaningful = {
      ",", ",", ",", ";", "\"", "\"", "\"", "\"", "'", "\\", "\\", "\n", "\n", "\n", "\r", "\r\n",
      " ", "\t", "#", "a", "b", "n", "r", "1", "é", "😀", "\0", "\uFFFE", "\uFEFF", "\u2028", "\f",
      ",,", ";\r", "||", " , ", "##", "\"\n\"", "\"\"", "\",\"", "\n\"x"
    };
    for (String text : meaningful) {
      ALPHABET.add(text.getBytes(UTF_8));
    }
    for (String invalid : new String[] {"\u00FF", "\u00C3", "\u0080", "\u00ED\u00A0\u0080"}) {
      ALPHABET.add(invalid.getBytes(ISO_8859_1));
    }
  }

  private static final List<String[]> DIALECTS =
      List.of(
          new String[] {},
          new String[] {"delimiter=;"},
          new String[] {"quote='"},
          new String[] {"escape=\\"},
          new String[] {"escape=\\", "trim=true"},
          new String[] {"quote="},
          new String[] {"quote=", "escape=\\"},
          new String[] {"trim=true"},
          new String[] {"comment=#"},
          new String[] {"comment=#", "skipRows=2", "escape=\\"},
          new String[] {"delimiter=tab", "trim=true"},
          new String[] {"delimiter= "},
          new String[] {"lineTerminator=lf"},
          new String[] {"lineTerminator=crlf", "escape=\\"},
          new String[] {"lineTerminator=cr", "comment=#"},
          new String[] {"lineTerminator=cr", "escape=\\", "skipRows=1"},
          new String[] {"delimiter=||"},
          new String[] {"delimiter=,,", "escape=\\"},
          new String[] {"delimiter=é", "trim=true"},
          new String[] {"delimiter=😀", "escape=\\", "comment=,;"},
          new String[] {"delimiter= , ", "skipInitialSpace=true"},
          new String[] {"delimiter=, ", "comment=##", "trim=true"},
          new String[] {"delimiter=;", "skipInitialSpace=true", "escape=\\"},
          new String[] {"delimiter= ", "skipInitialSpace=true"},
          new String[] {"doubleQuote=false"},
          new String[] {"doubleQuote=false", "escape=\\"},
          new String[] {"nullSequence=\\a", "escape=\\"},
          new String[] {"nullSequence=a", "trim=true"},
          new String[] {"nullSequence="},
          new String[] {"headerRows=1,2", "commentRows=3,5"},
          new String[] {"headerRows=2,4", "commentRows=1", "comment=#"},
          new String[] {"commentRows=2", "skipRows=1"},
          new String[] {"lineTerminator=;"},
          new String[] {"lineTerminator=;", "escape=\\", "commentRows=2"},
          new String[] {"lineTerminator=,\n"},
          new String[] {"lineTerminator=;,", "delimiter=,;", "escape=\\"},
          new String[] {"lineTerminator=\n\r", "escape=\\"},
          new String[] {"lineTerminator=;\r", "comment=#"},
          new String[] {"lineTerminator=\r\r\n", "quote='"},
          new String[] {"lineTerminator=😀", "delimiter=é"});

  private Inputs() {}

  public static byte[] hostile(Random random, int most) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Some inputs keep to a few characters, so that these meet often.
    int variety = random.nextInt(3) == 0 ? 6 : ALPHABET.size();
    int first = random.nextInt(ALPHABET.size());
    int length = random.nextInt(most + 1);
    for (int i = 0; i < length; i++) {
      bytes.writeBytes(ALPHABET.get((first + random.nextInt(variety)) % ALPHABET.size()));
    }
    return bytes.toByteArray();
  }

  public static Dialect dialect(Random random) {
    return dialect(random, "encoding=utf-8");
  }

  public static Dialect dialect(Random random, String encoding) {
    List<String> options = new ArrayList<>(List.of(DIALECTS.get(random.nextInt(DIALECTS.size()))));
    options.add("header=" + random.nextBoolean());
    options.add(encoding);
    return Dialects.dialect(options.toArray(String[]::new));
  }

  /// The ordinary limits, or such as a few bytes run into.
  public static Limits limits(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Limits.STANDARD;
      case 1 ->
          ReadInput.limits(6 + random.nextInt(20), 3 + random.nextInt(8), 1 + random.nextInt(5));
      default -> ReadInput.limits(6 + random.nextInt(20), 100, 100);
    };
  }
}
