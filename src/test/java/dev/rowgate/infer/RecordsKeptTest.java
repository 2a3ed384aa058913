package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Plain tables whose first records have words instead of values: each record must be kept,
/// whatever it looks like.
class RecordsKeptTest {

  private static final int TABLES = 500;

  private static final String[] LABELS = {
    "name", "address", "note", "place", "CODE", "rent", "temp", "q1", "area", "price"
  };

  private static final String[] TEXTS = {
    "102 Main Street",
    "10 Downing Street",
    "Room B-2",
    "Flat C-3",
    "50% off",
    "v1.2.3",
    "10.11.11",
    "(none)",
    "(tbd)",
    "[draft]",
    "n/a",
    "TBA",
    "on request",
    "?",
    "-",
    "XL",
    "L",
    "A",
    "(A)",
    "N° 5",
    "m",
    "kg",
    "x",
    "date",
    "text",
    "hours",
    "percent",
    "per unit",
    "x y",
    "a/b",
    "# 5"
  };

  private static final String[] INSTEAD = {
    "ask",
    "tbd",
    "(tbd)",
    "(none)",
    "n/a",
    "on request",
    "?",
    "-",
    "A",
    "L",
    "x",
    "T",
    "(A)",
    "10.11.11",
    "50% off",
    "[1]",
    "not yet",
    "see below",
    "sold out",
    "w/o",
    "km"
  };

  private final Random random = new Random(7);

  @Test
  void none_is_skipped_or_becomes_a_header() {
    for (int i = 0; i < TABLES; i++) {
      int records = 3 + random.nextInt(8);
      String table = table(records);
      JsonNode found = inferred(table);
      JsonNode dialect = found.get("dialect");
      assertThat(dialect.has("commentRows")).as(table).isFalse();
      assertThat(dialect.has("commentChar")).as(table).isFalse();
      assertThat(found.at("/rowgate:inferred/records").asInt())
          .as(table)
          .isGreaterThanOrEqualTo(records);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "base,quote,rate,volume~USD,EUR,-,-~USD,GBP,0.79,120~EUR,USD,1.08,300~GBP,USD,1.2,400",
        "sex,size,age~m,l,-~f,s,31~m,m,44~f,l,27",
        "unit,currency,price~kg,EUR,-~kg,USD,2.5~l,EUR,3.5~l,USD,4.5",
        "from_unit,to_unit,factor~min,s,-~km,m,1000~kg,g,1000~h,min,60",
        "currency,target,2023,2024~EUR,USD,-,-~USD,EUR,1.5,1.6~GBP,EUR,1.7,1.8",
        "id,team,,~,Ajax,Amsterdam,Cruijff~2,Inter,Milano,Facchetti~3,Celtic,Glasgow,McNeill~4,Porto,Porto,Gomes",
        "when,who,~,Ann,hello~2020-01-01,Bob,hi~2020-01-02,Ann,yo~2020-01-03,Bob,hey",
        ",symbol,return~2024-01-02,AAPL,~2024-01-03,AAPL,0.03~2024-01-04,AAPL,0.04~2024-01-05,AAPL,0.05",
        ",symbol,currency,close,return~0,AAPL,USD,185.6,~1,AAPL,USD,184.2,0.03~2,AAPL,USD,181.9,0.04~3,AAPL,USD,181.1,0.05",
        "id,name,ok,~7,,yes,checked~8,Ann,yes,checked~9,Bob,yes,checked~10,Cid,yes,checked",
        "id,currency,country,~,EUR,DE,x~2,EUR,DE,x~3,EUR,DE,x~4,EUR,DE,x",
        "id,name,,note~1,,x,y~2,Ann,x,y~3,Bob,x,z~4,Cid,x,w",
      })
  void none_is_a_row_of_units_or_labels(String lines) {
    String table = lines.replace('~', '\n') + "\n";
    JsonNode found = inferred(table);
    assertThat(found.get("dialect").has("commentRows")).isFalse();
    assertThat(found.at("/dialect/headerRows").size()).isLessThan(2);
    assertThat(found.at("/rowgate:inferred/records").asLong()).isEqualTo(table.lines().count() - 1);
  }

  private String table(int records) {
    List<Integer> labels = new ArrayList<>(IntStream.range(0, LABELS.length).boxed().toList());
    Collections.shuffle(labels, random);
    int width = 2 + random.nextInt(4);
    int texts = 1 + random.nextInt(width - 1);
    int without = 1 + random.nextInt(2);
    var table = new StringBuilder();
    for (int row = -1; row < records; row++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        cells.add(
            row < 0
                ? LABELS[labels.get(i)]
                : i < texts
                    ? TEXTS[random.nextInt(TEXTS.length)]
                    : row < without && random.nextInt(10) < 7
                        ? INSTEAD[random.nextInt(INSTEAD.length)]
                        : String.valueOf(1 + random.nextInt(900)));
      }
      table.append(String.join(",", cells)).append('\n');
    }
    return table.toString();
  }

  @Test
  void the_warning_of_comments_counts_those_below_all_header_rows_and_names_the_remedy() {
    String comments = "#c\n#d\n;2021;2021\n#e\n;in;out\nNorth;1,5;2,5\nSouth;3,5;4,5\n#late\n";
    assertThat(inferred(comments).at("/rowgate:inferred/warnings").toString())
        .contains("line 8, below the header", "--comment= or comment=");
  }

  private static JsonNode inferred(String input) {
    byte[] bytes = input.getBytes(UTF_8);
    try (var inference =
        new Inference(PartialDialect.NOTHING, Limits.STANDARD, Scope.WHOLE, Compression.DETECT)) {
      inference.feed(bytes, 0, bytes.length);
      return JsonMapper.shared().readTree(((Inferred.Descriptor) inference.end()).json());
    }
  }
}
