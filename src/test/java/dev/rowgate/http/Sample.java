package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A CSV of people with the expected result of each record, computed without the program.
///
/// @param bad number of records whose age isn't an integer
/// @param lines the expected lines in order: a row completely, a rejected record by its start
record Sample(byte[] csv, List<String> lines, int bad) {

  static final String SCHEMA =
      "{\"fields\":[{\"name\":\"name\"},{\"name\":\"age\",\"type\":\"integer\"}]}";

  private static final String REJECTED = "{\"_error\":";
  private static final String SUMMARY = "{\"_summary\":";

  /// Some names are quoted, some contain a line end, some ages are invalid.
  static Sample of(int rows, long seed) {
    var random = new Random(seed);
    var csv = new StringBuilder("name,age\n");
    var lines = new ArrayList<String>();
    int bad = 0;
    int line = 2;
    for (int record = 1; record <= rows; record++) {
      String name = "person " + record + " " + Long.toString(random.nextLong(), 36);
      switch (random.nextInt(10)) {
        case 0 -> {
          csv.append('"').append(name).append(", \"\"quoted\"\"\nand on\",").append(record);
          lines.add(
              "{\"name\":\"%s, \\\"quoted\\\"\\nand on\",\"age\":%d}".formatted(name, record));
          line++;
        }
        case 1 -> {
          csv.append(name).append(",old");
          lines.add(REJECTED + "{\"record\":%d,\"line\":%d,".formatted(record, line));
          bad++;
        }
        default -> {
          csv.append(name).append(',').append(record);
          lines.add("{\"name\":\"%s\",\"age\":%d}".formatted(name, record));
        }
      }
      csv.append('\n');
      line++;
    }
    return new Sample(csv.toString().getBytes(UTF_8), lines, bad);
  }

  int rows() {
    return lines.size();
  }

  /// Whether this is exactly the complete response.
  boolean isWhole(String answer) {
    List<String> got = answer.lines().toList();
    return answer.endsWith("\n")
        && got.size() == rows() + 1
        && beginsLike(answer)
        && got.getLast()
            .startsWith(
                "{\"_summary\":{\"complete\":true,\"recordsRead\":%d,".formatted(rows())
                    + "\"rowsWritten\":%d,\"rowsRejected\":%d,".formatted(rows() - bad, bad)
                    + "\"bytesRead\":%d,".formatted(csv.length));
  }

  /// Whether every line is the expected one at its position; the last one may be truncated. A
  /// stopped run's summary may follow.
  boolean beginsLike(String answer) {
    List<String> got = answer.lines().toList();
    for (int i = 0; i < got.size(); i++) {
      String line = got.get(i);
      boolean cut = i == got.size() - 1 && !answer.endsWith("\n");
      if (line.startsWith(SUMMARY)) {
        return true;
      }
      if (i == rows() || !fits(line, lines.get(i), cut)) {
        return cut && SUMMARY.startsWith(line);
      }
    }
    return true;
  }

  private static boolean fits(String got, String wanted, boolean cut) {
    if (wanted.startsWith(REJECTED)) {
      return got.startsWith(wanted) || (cut && wanted.startsWith(got));
    }
    return got.equals(wanted) || (cut && wanted.startsWith(got));
  }
}
