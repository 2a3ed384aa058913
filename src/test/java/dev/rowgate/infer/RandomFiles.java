package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Random;

/// Generator of small CSV files, common and unusual ones.
final class RandomFiles {

  private static final String[] DELIMITERS = {
    ",", ",", ";", "\t", "|", " ", ":", "#", "^", "~", ", "
  };

  private static final String[] LABELS = {
    "id",
    "name",
    "a",
    "a",
    "",
    " ",
    "  ",
    "\u00A0",
    "\u3000",
    "_error",
    "_summary",
    "_line",
    "_errors",
    "2019",
    "2020",
    "1",
    "true",
    "NA",
    "größe",
    "line\nend",
    "x,y",
    "say \"hi\"",
    "field2",
    "#tag",
    "sep=;",
    "2024-01-01",
    "'q'",
    "\uD83D\uDE00",
    "-",
    "\t"
  };

  private static final String[][] CELLS = {
    {"1", "-2", "30", "", "NA"},
    {"1.5", "2", ".5", "1e9", "", "5."},
    {"true", "false", ""},
    {"Y", "N", ""},
    {"yes", "no", "maybe"},
    {"2024-01-31", "1999-12-01", "null"},
    {"007", "1", "+4"},
    {
      "a", "b c", "x\"y", "p\nq", "u,v", "w;z", "t\tt", "", "'s'", "é😀", "#", "\\", " lead",
      "trail "
    },
    {"0", "1"},
    {"NaN", "INF", "1"},
    {"31.12.2024", "01.02.2023", "1.1.24"},
    {"01/02/2024", "13/02/2024", "02/13/2024"},
    {"01/02/2024 10:30", "13/02/2024 1:05 PM", "13/02/2024 11:05"},
    {"1,5", "2,50", "1.234,5"},
    {"1,234", "12,345,678", "5", "1,234.5", "1,23"},
    {"1.234", "12.345", "31.12.2024", "1.2.3"},
    {"1 234", "12 345 678", "1'234", "5"},
    {"$1,234.50", "$5", "€ 7", "5 kg", "A7", "-$3", "(5)"},
    {"45%", "5.5%", "-7 %", "x%"},
    {"10:30:00", "23:59:59", "10:30", "24:00:00"},
    {"2024-01-31 10:30:15.123", "2024-01-31T10:30:15Z", "2024-01-31 10:30:15+00"},
    {"26-Jan-2024", "3 Feb 2024", "Jan 26, 2024", "26-jan-24"},
    {"2024-01", "2024-13", "2024"},
    {"{\"a\":1}", "[1,2]", "{}", "{x}", "[]"},
    {"a@example.org", "b@example.com", "x@"},
    {"12E5", "13E6", "99"},
    {"PT5M", "P1D", "P"},
    {"-", "?", ".", "N/A", "#N/A", "3"},
    {"   ", "1", "2"}
  };

  private final Random random;

  RandomFiles(long seed) {
    this.random = new Random(seed);
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  byte[] next() {
    String text = text();
    Charset charset =
        Charset.forName(chance(6) ? one("UTF-16LE", "UTF-16BE", "windows-1252") : "UTF-8");
    if (chance(10)) {
      text = "\uFEFF" + text;
    }
    byte[] bytes = text.getBytes(charset);
    if (chance(8) && bytes.length > 2) {
      for (int i = 0; i <= random.nextInt(3); i++) {
        bytes[random.nextInt(bytes.length)] =
            (byte) (chance(2) ? "\"',;\n\r#\\ \t".charAt(random.nextInt(10)) : random.nextInt(256));
      }
    }
    return chance(10) ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
  }

  private String text() {
    String delimiter = one(DELIMITERS);
    char quote = chance(6) ? '\'' : '"';
    String end = one("\n", "\n", "\r\n", "\r");
    int columns = 1 + random.nextInt(6);
    String[][] kinds = new String[columns][];
    for (int i = 0; i < columns; i++) {
      kinds[i] = CELLS[random.nextInt(CELLS.length)];
    }
    StringBuilder csv = new StringBuilder();
    before(csv, delimiter, end, columns);
    // Half of the rejects files have the two columns in the header only.
    boolean rejects = chance(10);
    String cells = rejects && chance(2) ? "7" + delimiter + "x" + delimiter : "";
    csv.append(rejects ? "_line" + delimiter + "_errors" + delimiter : "");
    int labels = random.nextInt(5);
    for (int row = 0; row < labels - 2; row++) {
      line(
          csv,
          delimiter,
          quote,
          end,
          columns + (chance(8) ? 1 : 0) - (chance(8) ? 1 : 0),
          kinds,
          true);
      csv.append(row + 3 < labels ? cells : "");
    }
    int trailing = chance(10) ? 1 : 0;
    int records = random.nextInt(14);
    for (int row = 0; row < records; row++) {
      int width = chance(15) ? random.nextInt(columns + 3) : columns + trailing;
      csv.append(cells);
      line(csv, delimiter, quote, end, width, kinds, false);
      if (chance(20)) {
        csv.append(one("# note", "# a, b; c", "--", "\"", "\"open", "''", "\\\"", "")).append(end);
      }
    }
    if (chance(8)) {
      csv.append(one("Total" + delimiter + "5", "Source: x", "\u001A", "(3 rows)", ",,,", "Total"))
          .append(end);
    }
    return csv.toString();
  }

  private void before(StringBuilder csv, String delimiter, String end, int columns) {
    if (chance(12)) {
      csv.append("sep=").append(delimiter.charAt(0)).append(end);
    }
    for (int i = random.nextInt(9) - 5; i > 0; i--) {
      csv.append(
              one(
                  "Report 2024",
                  "# made today",
                  "Key" + delimiter + "value",
                  "Title" + delimiter.repeat(Math.max(0, columns - 1)),
                  "\"open quote",
                  "a \"b\" c",
                  "\"two\nlines\"",
                  ""))
          .append(end);
    }
  }

  private void line(
      StringBuilder csv,
      String delimiter,
      char quote,
      String end,
      int cells,
      String[][] kinds,
      boolean labels) {
    for (int i = 0; i < cells; i++) {
      String[] kind = kinds[i % kinds.length];
      String cell = labels ? (chance(3) ? one(LABELS) : "label " + i) : one(kind);
      csv.append(i == 0 ? "" : delimiter).append(quoted(cell, delimiter, quote));
    }
    csv.append(end);
  }

  private String quoted(String cell, String delimiter, char quote) {
    boolean must =
        cell.contains(delimiter.strip().isEmpty() ? delimiter : delimiter.strip())
            || cell.contains("\n")
            || cell.indexOf(quote) >= 0;
    if ((!must && !chance(6)) || chance(60)) {
      return cell;
    }
    String mark = String.valueOf(quote);
    String inner = chance(12) ? cell.replace(mark, "\\" + mark) : cell.replace(mark, mark + mark);
    return mark + inner + mark;
  }

  /// A file of random bytes.
  byte[] noise() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    String marks = ",;\"'\n\r\t |1a";
    for (int i = 0; i < bytes.length; i++) {
      if (chance(2)) {
        bytes[i] = (byte) marks.charAt(random.nextInt(marks.length()));
      }
    }
    return chance(2) ? new String(bytes, UTF_8).getBytes(UTF_8) : bytes;
  }
}
