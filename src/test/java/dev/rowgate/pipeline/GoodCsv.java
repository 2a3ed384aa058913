package dev.rowgate.pipeline;

import dev.rowgate.options.Dialect;
import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/// An input out of a seed that nearly always fits its schema, with here and there something odd.
final class GoodCsv {

  private static final List<String> FIELDS =
      List.of(
          "'type':'string'",
          "'type':'string','constraints':{'required':true}",
          "'type':'string','missingValues':['','NA']",
          "'type':'string','missingValues':['\\u0022']",
          "'type':'string','rowgate:default':'none'",
          "'type':'string','constraints':{'pattern':'[a-z ]*','minLength':1}",
          "'type':'integer'",
          "'type':'integer','constraints':{'minimum':-5,'exclusiveMaximum':100000}",
          "'type':'integer','constraints':{'exclusiveMinimum':0,'maximum':999999999999999999}",
          "'type':'integer','constraints':{'minimum':-1000000000000000000000}",
          "'type':'integer','missingValues':['','0']",
          "'type':'integer','constraints':{'enum':[1,2,3,4,5,6,7]}",
          "'type':'number'",
          "'type':'boolean'",
          "'type':'date'",
          "'type':'any'",
          "'type':'list'");

  private static final String[] TEXTS = {
    "",
    "a",
    "NA",
    "plain text",
    "naïve café",
    "東京タワー",
    "😀",
    "a\\b",
    "tab\there",
    "\u0001",
    "\u007F"
  };

  private static final String[] ODD = {
    "\"doubled \"\" quote\"",
    "a\"b",
    "\"x\" ",
    "\"",
    "\r",
    "\n",
    "\0",
    "\uFFFE",
    "+1",
    "x".repeat(20_000)
  };

  private final Random random;
  private final Dialect dialect;
  private final List<String> fields = new ArrayList<>();

  GoodCsv(Random random, Dialect dialect) {
    this.random = random;
    this.dialect = dialect;
    for (int i = random.nextInt(6); i >= 0; i--) {
      fields.add(FIELDS.get(random.nextInt(FIELDS.size())));
    }
  }

  Schema schema() {
    var all = new StringJoiner(",");
    for (int i = 0; i < fields.size(); i++) {
      all.add("{'name':'f%d',%s}".formatted(i, fields.get(i)));
    }
    return Schemas.fields("exact", all.toString());
  }

  String text() {
    var csv = new StringBuilder();
    if (dialect.header()) {
      for (int i = 0; i < fields.size(); i++) {
        csv.append(i == 0 ? "" : dialect.delimiter()).append('f').append(i);
      }
      csv.append('\n');
    }
    String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
    for (int r = random.nextInt(30); r > 0; r--) {
      for (int i = 0; i < fields.size(); i++) {
        csv.append(i == 0 ? "" : dialect.delimiter()).append(cell(fields.get(i)));
      }
      csv.append(random.nextInt(60) == 0 ? "\r" : end);
    }
    return csv.toString();
  }

  private String cell(String field) {
    if (random.nextInt(80) == 0) {
      return ODD[random.nextInt(ODD.length)];
    }
    String text = plain(field);
    boolean quotes = dialect.quote() == '"' && random.nextInt(6) == 0;
    return quotes || text.contains(dialect.delimiter())
        ? '"' + text + (random.nextInt(8) == 0 ? "\"\"\"" : "\"")
        : text;
  }

  private String plain(String field) {
    if (random.nextInt(12) == 0) {
      return "";
    }
    if (field.contains("'integer'")) {
      return integer();
    }
    if (field.contains("'number'")) {
      return random.nextBoolean() ? integer() : integer() + "." + random.nextInt(1_000);
    }
    if (field.contains("'boolean'")) {
      return random.nextBoolean() ? "true" : "0";
    }
    if (field.contains("'date'")) {
      return "20%02d-%02d-%02d"
          .formatted(random.nextInt(100), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }
    if (field.contains("pattern") || random.nextBoolean()) {
      return "lower case of any length".substring(0, 1 + random.nextInt(23));
    }
    String text = TEXTS[random.nextInt(TEXTS.length)];
    return random.nextInt(8) == 0 ? text + "\n" : text + TEXTS[random.nextInt(TEXTS.length)];
  }

  private String integer() {
    int bits = 1 + random.nextInt(63);
    long size = random.nextLong() >>> (64 - bits);
    return (random.nextInt(4) == 0 ? "-" : "") + (random.nextInt(10) == 0 ? "0" : "") + size;
  }
}
