package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.cli.screen.WithRejects;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.records.Dialects;
import dev.rowgate.records.Inputs;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Properties of the rejects file for all inputs and dialects.
class RejectsPropertiesTest {

  private static final Schema IDS =
      ((SchemaResult.Parsed)
              SchemaReader.read(
                  """
                  {"fields": [{"name": "id", "type": "integer"}, {"name": "name"}]}
                  """
                      .getBytes(UTF_8),
                  Limits.STANDARD.schemaBytes()))
          .schema();

  private static final List<List<String>> DIALECTS =
      List.of(
          List.of(),
          List.of("delimiter=;"),
          List.of("delimiter=tab", "quote="),
          List.of("delimiter=||", "encoding=utf-16"),
          List.of("quote='", "encoding=windows-1252"),
          List.of("doubleQuote=false", "escape=\\"),
          List.of("quote=", "escape=\\", "lineTerminator=crlf"),
          List.of("lineTerminator=;\n"),
          List.of("comment=#", "skipRows=2", "encoding=utf-16le"),
          List.of("trim=true", "skipInitialSpace=true"),
          List.of("skipFooter=2", "quote='"));

  private record Ended(RunOutcome ending, List<JsonNode> lines, byte[] rejects) {

    List<JsonNode> with(String key) {
      return lines.stream().filter(line -> line.has(key)).toList();
    }
  }

  /// @param pieces maximum number of bytes per read
  private static Ended run(
      byte[] input, @Nullable Schema schema, Dialect dialect, Limits limits, int pieces) {
    var out = new ByteArrayOutputStream();
    var rejects = new ByteArrayOutputStream();
    var in =
        new ByteArrayInputStream(input) {
          @Override
          public int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, pieces));
          }
        };
    RunOutcome ending = pump(in, schema, dialect, limits, out, rejects);
    List<JsonNode> lines =
        out.toString(UTF_8).lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    return new Ended(ending, lines, rejects.toByteArray());
  }

  private static RunOutcome pump(
      InputStream in,
      @Nullable Schema schema,
      Dialect dialect,
      Limits limits,
      ByteArrayOutputStream out,
      ByteArrayOutputStream rejects) {
    var writer =
        new WithRejects(new LineWriter(Options.STANDARD), new RejectsWriter(dialect), rejects);
    try (var conversion =
        new Conversion(schema, dialect, Options.STANDARD, limits, Compression.DETECT, writer)) {
      return new Pump(conversion, in, out, null).run();
    }
  }

  @Property(tries = 2_500)
  void they_hold_each_rejected_record_byte_for_byte_behind_its_line(@ForAll long seed) {
    Random random = new Random(seed);
    String encoding = List.of("utf-8", "utf-16", "utf-16le", "gb18030").get(random.nextInt(4));
    Dialect dialect = Inputs.dialect(random, "encoding=" + encoding);
    byte[] input = Inputs.hostile(random, 60);
    Limits limits = Inputs.limits(random).with(Limit.MAX_RAW_BYTES, 4 + random.nextInt(20));

    Ended ended = run(input, null, dialect, limits, 1 + random.nextInt(9));

    if (ended.ending instanceof RunOutcome.Refused) {
      return;
    }
    Charset charset = charset(input, dialect);
    int at = 0;
    for (JsonNode error : ended.with("_error")) {
      JsonNode inside = error.get("_error");
      int from = inside.get("byteOffset").asInt();
      byte[] original = Arrays.copyOfRange(input, from, from + inside.get("byteLength").asInt());
      byte[] line = (inside.get("line").asInt() + dialect.delimiter()).getBytes(charset);
      at = behind(ended.rejects, line, at);
      at = behind(ended.rejects, original, at);
    }
  }

  private static Charset charset(byte[] input, Dialect dialect) {
    boolean little = input.length > 1 && input[0] == (byte) 0xFF && input[1] == (byte) 0xFE;
    return dialect.encoding().name().equals("UTF-16")
        ? Charset.forName(little ? "UTF-16LE" : "UTF-16BE")
        : dialect.encoding().charset();
  }

  private static int behind(byte[] rejects, byte[] wanted, int from) {
    for (int at = from; at + wanted.length <= rejects.length; at++) {
      if (Arrays.equals(rejects, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at + wanted.length;
      }
    }
    throw new AssertionError(
        Arrays.toString(wanted) + " isn't behind " + from + " of " + Arrays.toString(rejects));
  }

  /// The defect of each bad record is a letter in its number.
  @Property(tries = 500)
  void mended_and_sent_again_they_are_the_rows_that_were_missing(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> options = new ArrayList<>(DIALECTS.get(random.nextInt(DIALECTS.size())));
    boolean header = random.nextInt(4) > 0;
    options.add("header=" + header);
    Dialect dialect = Dialects.dialect(options.toArray(String[]::new));
    Charset charset = dialect.encoding().charset();
    String csv = csv(random, dialect);

    Ended first = run(csv.getBytes(charset), IDS, dialect, Limits.STANDARD, 1 << 16);
    String mended = new String(first.rejects, charset).replaceAll("oops(\\d)", "$1");
    Ended second = run(mended.getBytes(charset), IDS, dialect, Limits.STANDARD, 1 << 16);
    Ended whole =
        run(csv.replace("oops", "").getBytes(charset), IDS, dialect, Limits.STANDARD, 1 << 16);

    assertThat(second.ending).as("%s %s", dialect, mended).isInstanceOf(RunOutcome.Completed.class);
    List<JsonNode> rows = new ArrayList<>(first.with("id"));
    rows.addAll(second.with("id"));
    assertThat(rows)
        .as("%s %s", dialect, mended)
        .containsExactlyInAnyOrderElementsOf(whole.with("id"));
    assertThat(first.with("_error")).as("%s %s", dialect, csv).hasSameSizeAs(second.with("id"));
  }

  private static String csv(Random random, Dialect dialect) {
    String end =
        dialect.lineTerminator().text().isEmpty() ? "\r\n" : dialect.lineTerminator().text();
    String delimiter = dialect.delimiter();
    // Java's UTF-16 encoder writes the byte order mark.
    var csv = new StringBuilder();
    csv.append("skipped\n".repeat(dialect.skipRows()));
    csv.append(dialect.comment().isEmpty() ? "" : dialect.comment() + " a comment" + end);
    if (dialect.header()) {
      csv.append("id").append(delimiter).append("name").append(end);
    }
    int records = random.nextInt(8);
    for (int i = 1; i <= records; i++) {
      csv.append(random.nextBoolean() ? "oops" : "").append(i).append(delimiter);
      boolean isLast = i == records && dialect.skipFooter() == 0;
      csv.append(name(random, dialect)).append(isLast && random.nextBoolean() ? "" : end);
    }
    return csv.append(("Total" + end).repeat(dialect.skipFooter())).toString();
  }

  private static String name(Random random, Dialect dialect) {
    if (dialect.quote() == Dialect.NONE || random.nextBoolean()) {
      return "Zoë" + random.nextInt(100);
    }
    String quote = Character.toString(dialect.quote());
    return quote + "Zoë" + dialect.delimiter() + "Müller\n" + random.nextInt(100) + quote;
  }

  private static final Schema SHORT =
      ((SchemaResult.Parsed)
              SchemaReader.read(
                  """
                  {"fields": [{"name": "K", "type": "string", "constraints": {"maxLength": 3}}, {"name": "V"}]}
                  """
                      .getBytes(UTF_8),
                  Limits.STANDARD.schemaBytes()))
          .schema();

  /// Each character of the labels, line numbers and messages may be special in the dialect.
  private static final List<String> MARKS =
      List.of("_", "l", "i", "n", "e", "r", "o", "s", "t", "0", "1", "2", "3", "9", "-", ":", "'");

  private static @Nullable Dialect odd(Random random, String encoding) {
    List<String> options = new ArrayList<>();
    options.add("delimiter=" + mark(random, List.of(",", ";", "tab", " ", "||", "1;", "_e", "é")));
    options.add("quote=" + mark(random, List.of("", "", "\"", "\"")));
    options.add("escape=" + mark(random, List.of("", "", "\\")));
    options.add("comment=" + mark(random, List.of("", "", "#", "_line", "12")));
    options.add(
        "lineTerminator=" + mark(random, List.of("any", "any", "lf", "crlf", ";\n", "||\n")));
    options.add("nullSequence=" + mark(random, List.of("", "_line", "2")));
    options.add("doubleQuote=" + random.nextBoolean());
    options.add("trim=" + (random.nextInt(4) == 0));
    options.add("skipInitialSpace=" + (random.nextInt(4) == 0));
    options.add("header=" + random.nextBoolean());
    options.add("skipFooter=" + (random.nextInt(4) == 0 ? 1 : 0));
    options.add("encoding=" + encoding);
    try {
      Dialect dialect = Dialects.dialect(options.toArray(String[]::new));
      return dialect.conflict() == null ? dialect : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String mark(Random random, List<String> usual) {
    return random.nextInt(3) > 0
        ? usual.get(random.nextInt(usual.size()))
        : MARKS.get(random.nextInt(MARKS.size()));
  }

  /// The defect of each bad record is a key that is too long. The input's own text has no special
  /// characters; the added text may have.
  @Property(tries = 3_000)
  void whatever_the_dialect_they_read_back_are_replaced_and_can_be_mended(@ForAll long seed) {
    Random random = new Random(seed);
    String encoding = List.of("utf-8", "utf-16le", "windows-1252").get(random.nextInt(3));
    Dialect dialect = odd(random, encoding);
    if (dialect == null) {
      return;
    }
    Charset charset = dialect.encoding().charset();
    String csv = keys(random, dialect);
    Ended first = run(csv.getBytes(charset), SHORT, dialect, Limits.STANDARD, 1 << 16);
    String described = dialect + "\n" + csv + "\n" + new String(first.rejects, charset);
    assertThat(first.ending).as(described).isInstanceOf(RunOutcome.Completed.class);

    Ended again = run(first.rejects, SHORT, dialect, Limits.STANDARD, 1 << 16);
    assertThat(again.with("_error")).as(described).hasSameSizeAs(first.with("_error"));
    assertThat(again.with("K")).as(described).isEmpty();
    assertThat(new String(again.rejects, charset))
        .as(described)
        .isEqualTo(new String(first.rejects, charset));

    String mended = new String(first.rejects, charset).replace("XXXXX", "X");
    Ended second = run(mended.getBytes(charset), SHORT, dialect, Limits.STANDARD, 1 << 16);
    Ended whole =
        run(csv.replace("XXXXX", "X").getBytes(charset), SHORT, dialect, Limits.STANDARD, 1 << 16);
    List<JsonNode> rows = new ArrayList<>(first.with("K"));
    rows.addAll(second.with("K"));
    assertThat(rows).as(described).containsExactlyInAnyOrderElementsOf(whole.with("K"));
  }

  private static String keys(Random random, Dialect dialect) {
    String end = dialect.lineTerminator().text();
    end = end.isEmpty() ? "\n" : end;
    String delimiter = dialect.delimiter();
    var csv = new StringBuilder(dialect.header() ? "K" + delimiter + "V" + end : "");
    int records = random.nextInt(25);
    for (int i = 1; i <= records; i++) {
      csv.append(random.nextBoolean() ? "XXXXX" : "X").append(delimiter);
      csv.append("YZ".charAt(random.nextInt(2))).append(end);
    }
    return csv.append(("Total" + end).repeat(dialect.skipFooter())).toString();
  }
}
