package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A CSV of people, and what must come of each of its records, known without the program.
///
/// @param bad how many records have an age that is no integer
/// @param lines what must come, in order: a row as it is, a rejected record as its line begins
record Sample(byte[] csv, List<String> lines, int bad) {

  static final String SCHEMA =
      "{\"fields\":[{\"name\":\"name\"},{\"name\":\"age\",\"type\":\"integer\"}]}";

  private static final String REJECTED = "{\"_error\":";
  private static final String SUMMARY = "{\"_summary\":";

  /// Some names are quoted, some run over a line end, some ages are bad.
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

  /// Whether this is all of the answer and nothing else.
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

  /// Whether every line is the one that belongs in its place, the last one perhaps cut. Behind the
  /// last line of a stopped run comes its summary.
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
