package dev.rowgate.infer;

import dev.rowgate.infer.column.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Inferred descriptor with comments for the person who will edit it. JSON has no comments; the
/// standard's `description` properties, which schema readers ignore, are used instead.
public final class CommentedDescriptor {

  private static final String DESCRIPTION = "description";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private CommentedDescriptor() {}

  /// @param explained a descriptor with evidence, as written with [InferOptions#explain]
  /// @param input the name of the CSV
  /// @param output the name of the file for the result
  /// @param seen what is in the columns, by their names; empty if that is unknown
  public static String of(String explained, String input, String output, Map<String, Seen> seen) {
    var descriptor = (ObjectNode) JSON.readTree(explained);
    JsonNode inferred = descriptor.remove("rowgate:inferred");
    var commented = JSON.createObjectNode();
    commented.put(DESCRIPTION, head(inferred, input, output));
    commented.setAll(descriptor);
    JsonNode fields = descriptor.at("/schema/fields");
    for (int i = 0; i < fields.size(); i++) {
      var field = (ObjectNode) fields.get(i);
      Seen its = seen.get(field.path("name").asString());
      field.put(DESCRIPTION, comment(field, inferred.at("/columns/" + i), its));
    }
    commented.set("rowgate:inferred", basis(inferred));
    return JSON.writeValueAsString(commented) + "\n";
  }

  /// The number of records from which a descriptor was inferred.
  ///
  /// @param explained as for [#of]
  public static long recordsOf(String explained) {
    return JSON.readTree(explained).at("/rowgate:inferred/records").asLong();
  }

  private static String head(JsonNode inferred, String input, String output) {
    boolean whole = inferred.path("whole").asBoolean();
    return "A schema for %s, made by rowgate init from %s. It is yours to edit: what may be in a"
            .formatted(input, whole ? "all of it" : "its first " + records(inferred))
        + " field stands in its description, which can be removed. To check the result: rowgate"
        + " schema check %s. To use it: rowgate transform --schema %s %s"
            .formatted(output, output, input);
  }

  private static String records(JsonNode inferred) {
    return inferred.path("records").asLong() + " records";
  }

  /// Returns a description of the column's content, and the properties that a field of its type can
  /// have.
  private static String comment(JsonNode field, JsonNode column, @Nullable Seen seen) {
    var parts = new ArrayList<String>();
    long cells = column.path("of").asLong();
    long missing = column.path("missing").asLong();
    long misfits = cells - missing - column.path("fits").asLong();
    if (!column.isMissingNode()) {
      parts.add(
          missing <= 0
              ? "No value is missing: \"required\": true would reject no record that was read"
              : missing
                  + " of "
                  + cells
                  + " values are missing: \"required\": true would reject them");
    }
    if (misfits > 0) {
      parts.add(misfits + " of " + cells + " values aren't of this type");
    }
    if (column.has("runnerUp")) {
      parts.add("The type could also be " + column.path("runnerUp").asString());
    }
    parts.add("Possible: \"constraints\": {" + String.join(", ", constraints(field, seen)) + "}");
    return String.join(". ", parts);
  }

  /// Returns constraints that the field's type has. Those with a value keep all values that were
  /// seen, so that each can be copied as it is.
  private static List<String> constraints(JsonNode field, @Nullable Seen seen) {
    var all = new ArrayList<>(List.of("\"required\": true", "\"unique\": true"));
    if (seen == null || seen.values == 0) {
      return all;
    }
    switch (field.path("type").asString()) {
      case "string" -> all.addAll(seen.ofTexts());
      case "integer", "number" -> all.addAll(seen.ofNumbers());
      case "date" -> all.addAll(seen.ofDates(field.path("format").asString("default")));
      default -> {}
    }
    return all;
  }

  /// What is in a column, in bounded memory. Not thread-safe.
  public static final class Seen {

    private static final int FEW = 5;

    /// A value that is longer is no word.
    private static final int WORD = 40;

    private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

    private final Set<String> words = new TreeSet<>();
    private long values;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    /// Whether all values are numbers in plain digits; bounds are known of no others.
    private boolean areNumbers = true;

    private boolean areDates = true;
    private @Nullable BigDecimal least;
    private @Nullable BigDecimal most;
    private @Nullable String first;
    private @Nullable String last;

    /// @param value as in a row
    public void add(String value) {
      values++;
      int length = value.codePointCount(0, value.length());
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
      if (words.size() <= FEW) {
        words.add(length <= WORD ? value : "");
      }
      areDates = areDates && ISO_DATE.matcher(value).matches();
      if (areDates) {
        first = first == null || value.compareTo(first) < 0 ? value : first;
        last = last == null || value.compareTo(last) > 0 ? value : last;
      }
      areNumbers = areNumbers && NUMBER.matcher(value).matches();
      if (areNumbers) {
        var number = new BigDecimal(value);
        least = least == null ? number : least.min(number);
        most = most == null ? number : most.max(number);
      }
    }

    private List<String> ofTexts() {
      var all = new ArrayList<String>();
      all.add("\"minLength\": " + shortest);
      all.add("\"maxLength\": " + longest);
      if (words.size() <= FEW && !words.contains("") && values >= 2L * words.size()) {
        all.add("\"enum\": " + JsonText.of(List.copyOf(words)));
      }
      return all;
    }

    private List<String> ofNumbers() {
      return !areNumbers || least == null || most == null
          ? List.of()
          : List.of(
              "\"minimum\": " + least.toPlainString(), "\"maximum\": " + most.toPlainString());
    }

    /// The bounds of a date are written in its format, so only those of ISO are known. They are the
    /// century's, if all values are in it.
    private List<String> ofDates(String format) {
      if (!areDates || first == null || last == null || format.startsWith("%")) {
        return List.of();
      }
      String from = first.compareTo("2000-01-01") < 0 ? first : "2000-01-01";
      String to = last.compareTo("2099-12-31") > 0 ? last : "2099-12-31";
      return List.of("\"minimum\": \"" + from + "\"", "\"maximum\": \"" + to + "\"");
    }
  }

  /// Returns how much of the input was read, and the warnings, without the evidence for each
  /// decision.
  private static ObjectNode basis(JsonNode inferred) {
    Map<String, JsonNode> kept = new LinkedHashMap<>();
    for (String name : List.of("whole", "records", "bytes", "warnings")) {
      kept.put(name, inferred.path(name));
    }
    return JSON.createObjectNode().setAll(kept);
  }
}
