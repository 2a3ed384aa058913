package dev.rowgate.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.records.ReadInput.Read;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for every input, in every dialect, under every limit.
class RecordReaderPropertiesTest {

  private static final String[] ENCODINGS = {
    "encoding=utf-8",
    "encoding=utf-8",
    "encoding=utf-16",
    "encoding=windows-1252",
    "encoding=us-ascii",
    "encoding=gb18030",
    "encoding=shift_jis",
    "encoding=koi8-r"
  };

  @Provide
  static Arbitrary<Dialect> dialects() {
    return Inputs.dialects();
  }

  @Provide
  static Arbitrary<Dialect> commonsCsvDialects() {
    return Inputs.dialects().filter(CommonsCsvReader::canRead);
  }

  @Provide
  static Arbitrary<Limits> limits() {
    return Inputs.limits();
  }

  @Provide
  static Arbitrary<byte[]> shortInputs() {
    return Inputs.hostile(24);
  }

  @Provide
  static Arbitrary<byte[]> inputs() {
    return Inputs.hostile(40);
  }

  @Provide
  static Arbitrary<byte[]> longInputs() {
    return Inputs.hostile(200);
  }

  @Property(tries = 6_000)
  void the_pieces_in_which_an_input_is_fed_make_no_difference(@ForAll long seed) {
    Random random = new Random(seed);
    Dialect dialect = Inputs.dialect(random, ENCODINGS[random.nextInt(ENCODINGS.length)]);
    Limits limits = Inputs.limits(random);
    byte[] input = Inputs.hostile(random, 40);
    ReadInput whole = ReadInput.read(dialect, limits, input, Integer.MAX_VALUE);
    for (int piece : new int[] {1, 2, 3, 7}) {
      assertSame(ReadInput.read(dialect, limits, input, piece), whole, dialect, limits, input);
    }
    int[] pieces = random.ints(4, 1, 20).toArray();
    assertSame(ReadInput.read(dialect, limits, input, pieces), whole, dialect, limits, input);
  }

  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void every_cut_of_an_input_makes_no_difference(
      @ForAll("dialects") Dialect dialect,
      @ForAll("limits") Limits limits,
      @ForAll("shortInputs") byte[] input) {
    ReadInput whole = ReadInput.read(dialect, limits, input, Integer.MAX_VALUE);
    for (int cut = 1; cut < input.length; cut++) {
      ReadInput two = ReadInput.read(dialect, limits, input, cut, Integer.MAX_VALUE);
      assertSame(two, whole, dialect, limits, input);
    }
  }

  private static void assertSame(
      ReadInput found, ReadInput expected, Dialect dialect, Limits limits, byte[] input) {
    if (!found.equals(expected)) {
      assertThat(found).as(describe(dialect, limits, input)).isEqualTo(expected);
    }
  }

  private static String describe(Dialect dialect, Limits limits, byte[] input) {
    return dialect + " " + limits + " " + Arrays.toString(input) + " " + new String(input);
  }

  /// Every byte of the input is in one record, or in a blank line, a comment, a skipped row or the
  /// byte order mark between two records.
  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void the_records_and_what_is_none_tile_the_input(
      @ForAll("dialects") Dialect dialect,
      @ForAll("limits") Limits limits,
      @ForAll("inputs") byte[] input) {
    Assume.that(dialect.skipFooter() == 0);
    ReadInput read = ReadInput.read(dialect, limits, input, 5);
    String described = describe(dialect, limits, input);
    Gaps gaps = new Gaps(input, dialect);
    if (read.byteOffset() < input.length) {
      // A line that is left out before the first record is longer than a record may be.
      assertThat(read.records()).as(described).allMatch(Read::header);
      return;
    }
    for (Read record : read.records()) {
      gaps.upTo((int) record.byteOffset(), described);
      assertThat(record.byteLength()).as(described).isPositive();
      gaps.passRecord((int) record.byteLength());
    }
    gaps.upTo(input.length, described);
    assertThat(read.byteOffset()).as(described).isEqualTo(input.length);
    assertThat(read.blankLines()).as(described).isEqualTo(gaps.blankLines);
    assertThat(read.line()).as(described).isEqualTo(lineAt(input, input.length));
  }

  /// What stands between records, looked at by other means than the splitter's.
  private static final class Gaps {
    private final byte[] input;
    private final Dialect dialect;
    private int at;
    private int rowsToSkip;
    private int row;
    long blankLines;

    Gaps(byte[] input, Dialect dialect) {
      this.input = input;
      this.dialect = dialect;
      this.rowsToSkip = dialect.skipRows();
      this.at = new String(input, 0, Math.min(3, input.length)).equals("\uFEFF") ? 3 : 0;
    }

    void passRecord(int length) {
      row++;
      at += length;
    }

    void upTo(int to, String described) {
      while (at < to) {
        boolean skipped = rowsToSkip > 0;
        boolean comment = !dialect.comment().isEmpty() && startsWith(dialect.comment());
        int end = at;
        while (end < to && lineEnd(end, skipped) == 0) {
          end++;
        }
        if (!skipped && !comment && end == at) {
          blankLines++;
        } else if (!skipped && !comment) {
          assertThat(isLeftOut(++row)).as("row %d at %d in %s", row, at, described).isTrue();
        }
        rowsToSkip = Math.max(0, rowsToSkip - 1);
        at = Math.min(to, end + (end < to ? lineEnd(end, skipped) : 0));
      }
      assertThat(at).as(described).isEqualTo(to);
    }

    private boolean isLeftOut(int row) {
      boolean beforeHeader =
          dialect.header()
              && row < dialect.headerRows().getLast()
              && !dialect.headerRows().contains(row);
      return beforeHeader || dialect.commentRows().contains(row);
    }

    private boolean startsWith(String text) {
      return standsAt(at, text);
    }

    private boolean standsAt(int i, String text) {
      byte[] bytes = text.getBytes(UTF_8);
      int end = Math.min(input.length, i + bytes.length);
      return Arrays.equals(bytes, Arrays.copyOfRange(input, i, end));
    }

    private int lineEnd(int i, boolean skipped) {
      String terminator = dialect.lineTerminator().text();
      boolean isPhysical = standsAt(i, "\r") || standsAt(i, "\n");
      if (!terminator.isEmpty() && !(skipped && isPhysical)) {
        return standsAt(i, terminator) ? terminator.getBytes(UTF_8).length : 0;
      }
      return standsAt(i, "\r\n") ? 2 : input[i] == '\r' || input[i] == '\n' ? 1 : 0;
    }
  }

  /// The physical line of a place: every LF, CRLF and lone CR before it counts.
  private static long lineAt(byte[] input, int at) {
    long line = 1;
    for (int i = 0; i < at; i++) {
      boolean crOfCrlf = input[i] == '\r' && i + 1 < input.length && input[i + 1] == '\n';
      line += input[i] == '\n' || input[i] == '\r' && !crOfCrlf ? 1 : 0;
    }
    return line;
  }

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void lines_and_spans_are_those_of_the_input(
      @ForAll("dialects") Dialect dialect,
      @ForAll("limits") Limits limits,
      @ForAll("inputs") byte[] input) {
    ReadInput read = ReadInput.read(dialect, limits, input, 5);
    String described = describe(dialect, limits, input);
    int headers = dialect.header() ? dialect.headerRows().size() : 0;
    long number = 1 - headers;
    for (Read record : read.records()) {
      int from = (int) record.byteOffset();
      int to = from + (int) record.byteLength();
      assertThat(record.number()).as(described).isEqualTo(Math.max(0, number++));
      assertThat(record.line()).as(described).isEqualTo(lineAt(input, from));
      assertThat(record.endLine()).as(described).isBetween(record.line(), lineAt(input, to));
      int last = lastLineEnd(input, to, dialect);
      assertThat(record.endLine())
          .as(described)
          .isGreaterThanOrEqualTo(lineAt(input, Math.max(from, last)));
    }
  }

  /// Where the line end before `to` begins, if there is one.
  private static int lastLineEnd(byte[] input, int to, Dialect dialect) {
    byte[] other = dialect.lineTerminator().text().getBytes(UTF_8);
    int from = to - other.length;
    if (dialect.lineTerminator().isOther()
        && from >= 0
        && Arrays.equals(other, Arrays.copyOfRange(input, from, to))) {
      return from;
    }
    return input[to - 1] == '\n' && to > 1 && input[to - 2] == '\r' ? to - 2 : to - 1;
  }

  /// "Cutting that span out of the file gives the record."
  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void a_record_cut_out_of_the_input_reads_the_same(
      @ForAll("dialects") Dialect dialect,
      @ForAll("limits") Limits limits,
      @ForAll("inputs") byte[] input) {
    for (Read record : ReadInput.read(dialect, limits, input, 5).records()) {
      byte[] span = record.cutFrom(input);
      // At the start of a file this would be its mark.
      boolean marked = span.length > 2 && span[0] == (byte) 0xEF && span[1] == (byte) 0xBB;
      Dialect alone = alone(dialect, record.header());
      if (record.fault() == null && !marked) {
        Read again = ReadInput.read(alone, limits, span, 5).only();
        assertThat(again.cells()).as(describe(dialect, limits, input)).isEqualTo(record.cells());
      }
    }
  }

  /// A dialect for one record: labels are texts, whatever they are.
  private static Dialect alone(Dialect d, boolean header) {
    return new Dialect(
        d.delimiter(),
        d.quote(),
        d.doubleQuote(),
        d.escape(),
        d.comment(),
        List.of(),
        false,
        d.headerRows(),
        d.countsAllLines(),
        d.headerJoin(),
        d.caseSensitiveHeader(),
        0,
        0,
        d.trim(),
        d.skipInitialSpace(),
        header ? null : d.nullSequence(),
        d.lineTerminator(),
        d.encoding(),
        d.namesDelimiter(),
        d.namesEncoding());
  }

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void time_stays_linear_on_hostile_inputs(
      @ForAll("dialects") Dialect dialect,
      @ForAll("limits") Limits limits,
      @ForAll("longInputs") byte[] input) {
    RecordReader reader = new RecordReader(dialect, limits);
    ReadInput.read(reader, input, 64);
    assertThat(reader.bytesLookedAtAgain())
        .as(describe(dialect, limits, input))
        .isLessThanOrEqualTo(input.length);
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void reading_in_place_gives_what_commons_csv_gives(
      @ForAll("commonsCsvDialects") Dialect dialect,
      @ForAll("limits") Limits limits,
      @ForAll("inputs") byte[] input) {
    var inPlace = new RecordReader(dialect, limits, new InPlaceReader(dialect));
    List<Read> expected = ReadInput.read(inPlace, input, 5).records();
    List<Read> commons = ReadInput.read(new RecordReader(dialect, limits), input, 5).records();
    assertThat(commons).as(describe(dialect, limits, input)).isEqualTo(expected);
  }
}
