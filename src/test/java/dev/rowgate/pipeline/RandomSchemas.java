package dev.rowgate.pipeline;

import dev.rowgate.rows.Schemas;
import dev.rowgate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Schemas of columns `a`, `b`, `c` out of a seed, and cells that may fit them.
final class RandomSchemas {

  private static final List<String> FIELDS =
      List.of(
          "'type':'string'",
          "'type':'string','constraints':{'required':true}",
          "'type':'string','constraints':{'minLength':1,'maxLength':3}",
          "'type':'string','constraints':{'pattern':'[a-z]*'}",
          "'type':'string','constraints':{'enum':['a','b','é😀']}",
          "'type':'string','missingValues':['','-','NA']",
          "'type':'integer'",
          "'type':'integer','constraints':{'minimum':0,'maximum':100}",
          "'type':'integer','constraints':{'enum':[1,2,3]}",
          "'type':'number'",
          "'type':'number','constraints':{'minimum':-1.5,'required':true}",
          "'type':'boolean'",
          "'type':'date'",
          "'type':'date','constraints':{'maximum':'2024-12-31'}",
          "'type':'datetime'",
          "'type':'any'",
          "'type':'string','categories':['a','NA']",
          "'type':'integer','categories':[{'value':1,'label':'one'},{'value':7}]",
          "'type':'integer','missingValues':[{'value':'-','label':'none'},{'value':''}]",
          "'type':'string','constraints':{'pattern':'[a-z-[b-d]]*'}",
          "'type':'object'",
          "'type':'object','constraints':{'jsonSchema':{'required':['a']}}",
          "'type':'array','constraints':{'minLength':2}",
          "'type':'list'",
          "'type':'list','itemType':'integer','constraints':{'maxLength':1}",
          "'type':'time'",
          "'type':'year','constraints':{'minimum':2024}",
          "'type':'yearmonth'",
          "'type':'duration','constraints':{'maximum':'P1M'}",
          "'type':'geopoint'",
          "'type':'geojson'");

  private static final String[] CELLS = {
    "",
    "-",
    "a",
    "abcd",
    "NA",
    "1",
    "+007",
    "-0",
    "101",
    "1.50",
    ".5",
    "5.",
    "1e400",
    "1e99999",
    "NaN",
    "INF",
    "true",
    "false",
    "2024-02-29",
    "2023-02-29",
    "29.02.2024",
    "2024-01-01T00:00:00Z",
    "15:00:00",
    "2024",
    "2024-01",
    "P1D",
    "{}",
    "\"{\"\"a\"\": 1.0}\"",
    "\"[1, 2]\"",
    "\"1, 2\"",
    "\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[1,2]}\"",
    " 1",
    "é😀",
    "\"\"",
    "\"a\"\"b\"",
    "\"1\"",
    "\"\n\"",
    "\"x",
    "x\"",
    "\0",
    "9".repeat(40),
    "x".repeat(300)
  };

  private RandomSchemas() {}

  static Schema schema(Random random) {
    String[] ways = {"exact", "equal", "subset", "superset", "partial"};
    List<String> fields = new ArrayList<>();
    for (String name : List.of("a", "b", "c").subList(0, 1 + random.nextInt(3))) {
      fields.add("{'name':'" + name + "'," + FIELDS.get(random.nextInt(FIELDS.size())) + "}");
    }
    return Schemas.fields(ways[random.nextInt(ways.length)], String.join(",", fields));
  }

  /// An input whose header mostly fits, with `delimiter` between its cells.
  static String csv(Random random, String delimiter) {
    StringBuilder csv = new StringBuilder();
    String[] headers = {
      "a", "a,b", "a,b,c", "c,a,b", "a,b,x", "b,x,y", "a,b,c,", "_line,_errors,a,b"
    };
    csv.append(headers[random.nextInt(headers.length)].replace(",", delimiter)).append('\n');
    for (int r = random.nextInt(12); r > 0; r--) {
      for (int c = random.nextInt(4); c >= 0; c--) {
        csv.append(CELLS[random.nextInt(CELLS.length)]).append(c > 0 ? delimiter : "\n");
      }
    }
    return csv.toString();
  }
}
