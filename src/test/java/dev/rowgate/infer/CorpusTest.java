package dev.rowgate.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.bytes.Compression;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures how often inference gives the labelled answer, by aspect, over the corpus, and fails
/// below a threshold.
class CorpusTest {

  private static final double LEAST = 0.97;

  private final Map<String, Integer> right = new LinkedHashMap<>();
  private final Map<String, Integer> all = new LinkedHashMap<>();
  private final List<String> misses = new ArrayList<>();

  @Test
  void accuracy() {
    List<LabelledFile> files = LabelledFile.all();
    assertThat(files).hasSizeGreaterThanOrEqualTo(150);
    assertThat(files.stream().map(LabelledFile::name)).doesNotHaveDuplicates();
    files.forEach(this::check);
    StringBuilder report = new StringBuilder();
    all.forEach((aspect, count) ->
        report.append(
            "%-9s %4d of %4d  %5.1f %%%n"
                .formatted(aspect, right.getOrDefault(aspect, 0), count, 100 * part(aspect))));
    misses.forEach(miss -> report.append(miss).append('\n'));
    System.out.print(report);
    for (String aspect : all.keySet()) {
      assertThat(part(aspect)).as("%s\n%s", aspect, report).isGreaterThanOrEqualTo(LEAST);
    }
  }

  private double part(String aspect) {
    return (double) right.getOrDefault(aspect, 0) / all.getOrDefault(aspect, 1);
  }

  private void check(LabelledFile file) {
    JsonNode found = infer(file);
    JsonNode dialect = found.get("dialect");
    String delimiter = LabelledFile.unescaped(file.get("delimiter", ","));
    boolean allRight = true;
    allRight &=
        compare(
            file,
            "delimiter",
            switch (delimiter) {
              case "none" -> found.at("/schema/fields").size() == 1 ? "none" : "one column";
              case "tab" -> "\t";
              case "space" -> " ";
              default -> delimiter;
            },
            delimiter.equals("none") ? "none" : dialect.path("delimiter").asString());
    allRight &=
        compare(
            file,
            "quoting",
            file.get("quote", "\"")
                + LabelledFile.unescaped(file.get("escape", " "))
                + file.get("comment", " ")
                + file.get("space", "keep"),
            (dialect.path("quoteChar").isNull() ? "none" : dialect.path("quoteChar").asString())
                + dialect.path("escapeChar").asString(" ")
                + dialect.path("commentChar").asString(" ")
                + space(dialect));
    allRight &=
        compare(file, "encoding", file.get("encoding", "utf-8"), found.path("encoding").asString());
    allRight &=
        compare(
            file,
            "header",
            file.get("rows", "1") + " " + file.get("skip", "") + " " + names(file),
            rows(dialect) + " " + numbers(dialect.path("commentRows"), ",") + " " + names(found));
    if (file.properties().containsKey("footer")) {
      String footer = dialect.path("skipFooter").asString("0");
      allRight &= compare(file, "footer", file.get("footer", ""), footer);
    }
    allRight &= compare(file, "types", types(file), types(found));
    String warnings = found.at("/rowgate:inferred/warnings").toString();
    if (file.properties().containsKey("warns")) {
      for (String word : file.get("warns", "").split(" \\| ")) {
        allRight &= compare(file, "warnings", word, warnings.contains(word) ? word : warnings);
      }
    }
    if (file.get("quiet", "no").equals("yes")) {
      allRight &= compare(file, "warnings", "[]", warnings);
    }
    compare(file, "files", "all right", allRight ? "all right" : "not all right");
  }

  private static String space(JsonNode dialect) {
    boolean skip = dialect.path("skipInitialSpace").asBoolean(false);
    return dialect.path("trim").asBoolean(false) ? "trim" : skip ? "skip" : "keep";
  }

  private static JsonNode infer(LabelledFile file) {
    byte[] input = file.input();
    try (var inference =
        new Inference(
            PartialDialect.NOTHING, Limits.STANDARD, Scope.STANDARD, Compression.DETECT)) {
      inference.feed(input, 0, input.length);
      return switch (inference.end()) {
        case Inferred.Descriptor(String json, _, _, _) -> JsonMapper.shared().readTree(json);
        case Inferred.Refused(var problems) -> throw new AssertionError(file.name() + problems);
      };
    }
  }

  private boolean compare(LabelledFile file, String aspect, String expected, String found) {
    all.merge(aspect, 1, Integer::sum);
    boolean same = expected.equals(found);
    right.merge(aspect, same ? 1 : 0, Integer::sum);
    if (!same && !aspect.equals("files")) {
      misses.add("%s: %s: %s, not %s".formatted(file.name(), aspect, found, expected));
    }
    return same;
  }

  private static String rows(JsonNode dialect) {
    if (!dialect.path("header").asBoolean()) {
      return "none";
    }
    return dialect.has("headerRows") ? numbers(dialect.path("headerRows"), "+") : "1";
  }

  private static String numbers(JsonNode rows, String between) {
    List<String> texts = new ArrayList<>();
    rows.forEach(row -> texts.add(row.asString()));
    return String.join(between, texts);
  }

  private static List<String> fields(LabelledFile file) {
    return List.of(file.get("fields", "").split(" \\| "));
  }

  private static String names(LabelledFile file) {
    return fields(file).stream()
        .map(field ->
            LabelledFile.unescaped(
                field.substring(0, field.indexOf('=')).replace("\\p\\", "|").replace("\\p", "|")))
        .toList()
        .toString();
  }

  private static String types(LabelledFile file) {
    return fields(file).stream()
        .map(field -> LabelledFile.unescaped(field.substring(field.indexOf('=') + 1)))
        .toList()
        .toString();
  }

  private static String names(JsonNode found) {
    List<String> names = new ArrayList<>();
    found.at("/schema/fields").forEach(field -> names.add(field.path("name").asString()));
    return names.toString();
  }

  private static String types(JsonNode found) {
    List<String> types = new ArrayList<>();
    found.at("/schema/fields").forEach(field -> types.add(type(field)));
    return types.toString();
  }

  private static String type(JsonNode field) {
    List<String> parts = new ArrayList<>();
    if (field.has("format")) {
      parts.add(field.path("format").asString());
    }
    if (field.has("bareNumber")) {
      parts.add("bare=false");
    }
    if (field.has("decimalChar")) {
      parts.add("dec=" + field.path("decimalChar").asString());
    }
    if (field.has("groupChar")) {
      parts.add("group=" + field.path("groupChar").asString());
    }
    if (field.has("trueValues")) {
      parts.add("true=" + numbers(field.path("trueValues"), ","));
      parts.add("false=" + numbers(field.path("falseValues"), ","));
    }
    if (field.has("missingValues")) {
      String missing = numbers(field.path("missingValues"), ",");
      parts.add("missing=" + missing.substring(1));
    }
    String type = field.path("type").asString();
    return parts.isEmpty() ? type : type + ":" + String.join("&", parts);
  }
}
