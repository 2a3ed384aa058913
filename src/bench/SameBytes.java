import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Compression;
import dev.rowgate.cli.screen.WithRejects;
import dev.rowgate.lines.LineWriter;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.lines.ReportWriter;
import dev.rowgate.lines.ResultWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import dev.rowgate.options.OptionsResult;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// `java -cp JAR SameBytes.java COUNT SEED`: converts random inputs in random dialects against
/// random schemas, and prints for each its number, its length and a hash of all that came of it.
/// Run with two jars, it prints the same if and only if they give the same bytes (`same_bytes.sh`).
final class SameBytes {

  private static final String[] DIALECTS = {
    "",
    "",
    "",
    "",
    "",
    "delimiter=;",
    "quote='",
    "escape=\\",
    "escape=\\&trim=true",
    "quote=",
    "quote=&escape=\\",
    "trim=true",
    "comment=#",
    "comment=#&skipRows=2&escape=\\",
    "delimiter=tab",
    "delimiter= ",
    "lineTerminator=lf",
    "lineTerminator=crlf&escape=\\",
    "lineTerminator=cr&comment=#",
    "delimiter=||",
    "delimiter=,,&escape=\\",
    "delimiter=é",
    "delimiter= , &skipInitialSpace=true",
    "delimiter=, &comment=##&trim=true",
    "delimiter=;&skipInitialSpace=true&escape=\\",
    "doubleQuote=false",
    "doubleQuote=false&escape=\\",
    "nullSequence=\\a&escape=\\",
    "nullSequence=a&trim=true",
    "headerRows=1,2&commentRows=3,5",
    "headerRows=2,4&commentRows=1&comment=#",
    "commentRows=2&skipRows=1",
    "lineTerminator=;",
    "lineTerminator=,\n",
    "lineTerminator=\n\r",
    "header=false",
    "header=false&escape=\\",
    "encoding=iso-8859-1",
    "encoding=utf-16",
    "encoding=windows-1252&header=false"
  };

  private static final String[] OPTIONS = {
    "",
    "",
    "",
    "errors=skip",
    "errors=only",
    "errors=fail",
    "maxErrors=2",
    "maxErrorRatio=0.1",
    "nulls=omit",
    "summary=false"
  };

  /// The fields `a` to `j` of a schema are the first of these, in a random order.
  private static final String[] FIELDS = {
    "\"type\":\"string\"",
    "\"type\":\"integer\"",
    "\"type\":\"integer\",\"constraints\":{\"minimum\":0,\"maximum\":4294967295}",
    "\"type\":\"number\",\"constraints\":{\"minimum\":-1.5,\"exclusiveMaximum\":1e3}",
    "\"type\":\"number\",\"groupChar\":\".\",\"decimalChar\":\",\"",
    "\"type\":\"boolean\"",
    "\"type\":\"date\"",
    "\"type\":\"date\",\"format\":\"%d.%m.%Y\"",
    "\"type\":\"date\",\"format\":\"any\"",
    "\"type\":\"datetime\"",
    "\"type\":\"time\"",
    "\"type\":\"year\"",
    "\"type\":\"duration\"",
    "\"type\":\"list\",\"delimiter\":\";\",\"itemType\":\"integer\"",
    "\"type\":\"object\"",
    "\"type\":\"array\",\"constraints\":{\"maxLength\":2}",
    "\"type\":\"object\",\"constraints\":{\"enum\":[{\"a\":1.0,\"b\":\"x\"}]}",
    "\"type\":\"geopoint\"",
    "\"type\":\"geojson\"",
    "\"type\":\"any\"",
    "\"type\":\"string\",\"format\":\"email\"",
    "\"type\":\"string\",\"format\":\"uri\"",
    "\"type\":\"string\",\"format\":\"uuid\"",
    "\"type\":\"string\",\"format\":\"binary\"",
    "\"type\":\"string\",\"constraints\":{\"pattern\":\"[A-Z]{2}[0-9]+\"}",
    "\"type\":\"string\",\"constraints\":{\"pattern\":\"(a|b)*\\\\d?\"}",
    "\"type\":\"string\",\"constraints\":{\"enum\":[\"red\",\"green\"]}",
    "\"type\":\"string\",\"constraints\":{\"minLength\":2,\"maxLength\":5}",
    "\"type\":\"string\",\"constraints\":{\"required\":true}",
    "\"type\":\"string\",\"constraints\":{\"unique\":true}",
    "\"type\":\"integer\",\"rowgate:default\":7",
    "\"type\":\"string\",\"missingValues\":[\"-\",\"NA\"]"
  };

  private static final String[] CELLS = {
    "a",
    "1",
    "-5",
    "007",
    "4294967296",
    "1.50",
    "1e3",
    "NaN",
    "1.234,5",
    "true",
    "2026-02-28",
    "2026-02-30",
    "28.02.2026",
    "28 Feb 2026",
    "2026-01-02T03:04:05Z",
    "12:30:00",
    "P1Y2M",
    "1;2;3",
    "{\"\"a\"\":1,\"\"b\"\":\"\"x\"\"}",
    "[1, 2]",
    "[1,2,3]",
    "12.5,47.1",
    "{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[1,2]}",
    "ada@example.org",
    "@",
    "red",
    "http://example.org/?a=b#c",
    "http://[::1]:80/",
    "http:// x",
    "urn:x",
    "AB12",
    "ab",
    "-",
    "NA",
    "",
    "",
    "größer",
    "😀",
    "a\u0001b",
    "say \"\"so\"\"",
    "two\nlines",
    "\r",
    "\\",
    "x\ty",
    "123e4567-e89b-12d3-a456-426614174000",
    "aGVsbG8=",
    " padded "
  };

  private static final String[] NOISE = {
    ",",
    ",",
    ";",
    "\"",
    "\"",
    "'",
    "\\",
    "\n",
    "\n",
    "\r",
    "\r\n",
    " ",
    "\t",
    "#",
    "a",
    "1",
    "é",
    "😀",
    "\0",
    "\uFEFF",
    "||",
    " , ",
    "\"\n\"",
    "\"\"",
    "\",\"",
    "\n\"x",
    "\n\n",
    "_line,_errors,"
  };

  private final Random random;
  private final byte[] buffer = new byte[1 << 16];

  private SameBytes(long seed) {
    this.random = new Random(seed);
  }

  public static void main(String... arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    var out = new StringBuilder();
    int rows = 0;
    for (int i = 0; i < count; i++) {
      byte[] result = new SameBytes(seed * 1_000_003 + i).run();
      rows += result.length;
      out.append(i).append(' ').append(result.length).append(' ');
      out.append(Arrays.hashCode(result)).append('\n');
    }
    System.out.print(out);
    System.err.println(count + " inputs, " + rows + " bytes came of them");
  }

  private byte[] run() throws Exception {
    var given = new LinkedHashMap<String, List<String>>();
    for (String text : List.of(one(DIALECTS), one(OPTIONS))) {
      for (String option : text.split("&")) {
        int at = option.indexOf('=');
        if (at > 0) {
          given.put(option.substring(0, at), List.of(option.substring(at + 1)));
        }
      }
    }
    var read = (OptionsResult.Read) OptionReader.read(Map.copyOf(given));
    Dialect dialect = read.dialect().complete();
    Options options = read.options();
    int columns = 1 + random.nextInt(6);
    Schema schema = random.nextInt(4) == 0 ? null : schema(columns);
    byte[] input = input(dialect, columns);
    var out = new ByteArrayOutputStream();
    boolean packed = random.nextInt(10) == 0;
    if (packed) {
      var gzip = new ByteArrayOutputStream();
      try (var stream = new GZIPOutputStream(gzip)) {
        stream.write(input);
      }
      input = gzip.toByteArray();
      if (random.nextInt(5) == 0) {
        input[random.nextInt(input.length)] ^= 4;
      }
    }
    ResultWriter writer =
        random.nextInt(8) == 0 ? new ReportWriter(options) : new LineWriter(options);
    if (random.nextInt(3) == 0 && RejectsWriter.conflict(dialect) == null) {
      writer = new WithRejects(writer, new RejectsWriter(dialect), out);
    }
    var conversion =
        new Conversion(schema, dialect, options, Limits.STANDARD, Compression.DETECT, writer);
    try {
      drive(conversion, input, out);
    } catch (RuntimeException e) {
      System.err.println(dialect + " " + options + " " + new String(input, UTF_8) + " " + e);
      out.writeBytes(e.toString().getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private void drive(Conversion conversion, byte[] input, ByteArrayOutputStream out)
      throws Exception {
    int fed = 0;
    int most = 1 << random.nextInt(15);
    int cut = random.nextInt(20) == 0 ? random.nextInt(input.length + 1) : -1;
    while (true) {
      switch (conversion.step()) {
        case Step.NeedsInput _ -> {
          int length = Math.min(1 + random.nextInt(most), input.length - fed);
          if (cut >= 0 && fed >= cut) {
            conversion.cut(new dev.rowgate.problem.InputProblem.ReadFailed("it broke off"));
          } else if (length == 0) {
            conversion.end();
          } else {
            System.arraycopy(input, fed, buffer, 0, length);
            conversion.feed(buffer, 0, length);
            Arrays.fill(buffer, 0, length, (byte) '?');
            fed += length;
          }
          if (random.nextInt(3) == 0) {
            conversion.trim();
          }
        }
        case Step.NeedsRoom room -> conversion.grant(room.bytes());
        case Step.Ready _ -> out.write('!');
        case Step.HasOutput _ -> conversion.drain(out);
        case Step.Refused refused -> {
          refused
              .problems()
              .forEach(
                  p -> out.writeBytes((p.code().id() + ": " + p.message() + "\n").getBytes(UTF_8)));
          return;
        }
        case Step.Completed completed -> {
          out.writeBytes(completed.summary().toString().getBytes(UTF_8));
          return;
        }
        case Step.Stopped stopped -> {
          out.writeBytes((stopped.fault().code().id() + stopped.summary()).getBytes(UTF_8));
          return;
        }
      }
    }
  }

  private Schema schema(int columns) {
    var text = new StringBuilder("{\"fields\":[");
    for (int i = 0; i < columns; i++) {
      text.append(i == 0 ? "" : ",").append("{\"name\":\"").append((char) ('a' + i)).append("\",");
      text.append(one(FIELDS)).append('}');
    }
    text.append("],\"fieldsMatch\":[\"").append(one("exact", "equal", "subset", "partial"));
    text.append("\"]");
    if (random.nextInt(5) == 0) {
      text.append(",\"primaryKey\":[\"a\"]");
    }
    byte[] json = text.append('}').toString().getBytes(UTF_8);
    return switch (SchemaReader.read(json, json.length)) {
      case SchemaResult.Parsed(Schema schema) -> schema;
      case SchemaResult.Invalid(var problems) ->
          throw new IllegalStateException(text + ": " + problems);
    };
  }

  private byte[] input(Dialect dialect, int columns) {
    var text = new StringBuilder();
    if (random.nextInt(4) > 0) {
      String delimiter = dialect.delimiter();
      String lineEnd = one("\n", "\n", "\r\n");
      if (dialect.header() || random.nextInt(5) == 0) {
        for (int i = 0; i < columns; i++) {
          text.append(i == 0 ? "" : delimiter).append((char) ('a' + i));
        }
        text.append(lineEnd);
      }
      int records = random.nextInt(40) == 0 ? 3_000 : random.nextInt(40);
      for (int i = 0; i < records; i++) {
        for (int c = 0; c < columns; c++) {
          String cell = one(CELLS);
          boolean quoted =
              random.nextInt(4) == 0 || (cell.contains("\"") && random.nextInt(20) > 0);
          text.append(c == 0 ? "" : delimiter).append(quoted ? '"' + cell + '"' : cell);
        }
        text.append(random.nextInt(50) == 0 ? one(NOISE) : "").append(lineEnd);
      }
    } else {
      int pieces = random.nextInt(60);
      for (int i = 0; i < pieces; i++) {
        text.append(one(NOISE));
      }
    }
    byte[] bytes =
        dialect.encoding().charset().equals(UTF_8)
            ? text.toString().getBytes(UTF_8)
            : text.toString().getBytes(dialect.encoding().charset());
    if (bytes.length > 0 && random.nextInt(6) == 0) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] =
            "\u00FF\u00C3\u0080\"\n,".getBytes(ISO_8859_1)[random.nextInt(6)];
      }
    }
    return bytes;
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }
}
