package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/// Inputs, dialects and limits: as arbitraries, so that a failure shrinks, and out of a seed where
/// a test builds more upon them.
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
          new String[] {"lineTerminator=😀", "delimiter=é"},
          new String[] {"skipFooter=1"},
          new String[] {"skipFooter=2", "lineTerminator=;", "escape=\\"},
          new String[] {"skipFooter=1", "lineTerminator=;\r", "comment=#"});

  /// Some inputs keep to so many pieces, so that these meet often.
  private static final int FEW = 6;

  private Inputs() {}

  /// @param most how many pieces an input has at most
  public static Arbitrary<byte[]> hostile(int most) {
    List<List<byte[]>> fews = new ArrayList<>();
    for (int first = 0; first < ALPHABET.size(); first++) {
      List<byte[]> few = new ArrayList<>();
      for (int i = 0; i < FEW; i++) {
        few.add(ALPHABET.get((first + i) % ALPHABET.size()));
      }
      fews.add(few);
    }
    return Arbitraries.frequencyOf(
        Tuple.of(2, joined(ALPHABET, most)),
        Tuple.of(1, Arbitraries.of(fews).flatMap(few -> joined(few, most))));
  }

  private static Arbitrary<byte[]> joined(List<byte[]> pieces, int most) {
    return Arbitraries.of(pieces)
        .list()
        .ofMaxSize(most)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(Inputs::join);
  }

  private static byte[] join(List<byte[]> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pieces.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  public static Arbitrary<Dialect> dialects() {
    return Combinators.combine(Arbitraries.of(DIALECTS), Arbitraries.of(true, false))
        .as((options, header) -> dialect(List.of(options), header, "encoding=utf-8"));
  }

  /// The ordinary limits, or such as a few bytes run into.
  public static Arbitrary<Limits> limits() {
    return Arbitraries.oneOf(
        Arbitraries.just(Limits.STANDARD),
        Combinators.combine(
                Arbitraries.integers().between(6, 25),
                Arbitraries.integers().between(3, 10),
                Arbitraries.integers().between(1, 5))
            .as(ReadInput::limits),
        Arbitraries.integers().between(6, 25).map(record -> ReadInput.limits(record, 100, 100)));
  }

  public static byte[] hostile(Random random, int most) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int variety = random.nextInt(3) == 0 ? FEW : ALPHABET.size();
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

  /// Returns a dialect whose texts the encoding has.
  public static Dialect dialect(Random random, String encoding) {
    var charset = Charset.forName(encoding.substring(encoding.indexOf('=') + 1)).newEncoder();
    List<String[]> some =
        DIALECTS.stream().filter(options -> charset.canEncode(String.join("", options))).toList();
    return dialect(List.of(some.get(random.nextInt(some.size()))), random.nextBoolean(), encoding);
  }

  private static Dialect dialect(List<String> some, boolean header, String encoding) {
    List<String> options = new ArrayList<>(some);
    options.add("header=" + header);
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
