package dev.rowgate.infer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Descriptor for several inputs, merged from the descriptor of each: its schema and dialect fit
/// all of them. If that isn't possible, a warning names the input.
///
/// Columns are merged by name. A dialect can't be merged: the first input's is used.
public final class MergedDescriptor {

  static final String INFERRED = "rowgate:inferred";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String WARNINGS = "warnings";
  private static final String HEADER = "header";
  private static final String SKIP_FOOTER = "skipFooter";
  private static final int MOST_WARNINGS = 1_000;

  /// Maximum number of columns, or of inputs, that a warning lists.
  private static final int MOST_NAMES = 5;

  private final int most;
  private final Map<String, MergedField> fields = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final Map<String, FooterNote> footers = new LinkedHashMap<>();
  private String first = "";
  private List<String> names = List.of();
  private ObjectNode head = JSON.createObjectNode();
  private ObjectNode dialect = JSON.createObjectNode();
  private boolean isWhole = true;
  private long records;
  private long bytes;
  private boolean differsInFooter;
  private boolean differsInOrder;
  private boolean differsInColumns;

  /// @param most limit on the descriptor in bytes: that of a schema
  public MergedDescriptor(int most) {
    this.most = most;
  }

  /// Returns the warnings of a descriptor.
  public static List<String> warnings(String json) {
    return JSON.readTree(json)
        .path(INFERRED)
        .path(WARNINGS)
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  /// Adds the descriptor of the next input.
  ///
  /// @param file the input's name
  public void add(String file, Inferred.Descriptor found) {
    var descriptor = (ObjectNode) JSON.readTree(found.json());
    var inferred = (ObjectNode) descriptor.remove(INFERRED);
    addWarnings(inferred.remove(WARNINGS), found.footer(), file);
    isWhole &= inferred.path("whole").asBoolean();
    records += inferred.path("records").asLong();
    bytes += inferred.path("bytes").asLong();
    files.add(JSON.writeValueAsString(JSON.createObjectNode().put("file", file).setAll(inferred)));

    var its = (ObjectNode) descriptor.remove("dialect");
    JsonNode itsFields = descriptor.remove("schema").path("fields");
    List<String> itsNames =
        itsFields.valueStream().map(field -> field.path("name").asString()).toList();
    if (first.isEmpty()) {
      first = file;
      head = descriptor;
      dialect = its;
      names = itsNames;
    } else {
      compare("encoding", head.path("encoding"), descriptor.path("encoding"), file);
      compareDialect(its, file);
      if (dialect.path(HEADER).equals(its.path(HEADER))) {
        compareColumns(itsNames, file);
      } else {
        // Without labels, columns are matched by position.
        itsNames = itsNames.size() == names.size() ? names : List.of();
      }
    }
    for (int i = 0; i < itsNames.size(); i++) {
      var field = (ObjectNode) itsFields.get(i);
      String name = field.path("name").asString();
      boolean hasValues = !found.emptyColumns().contains(name);
      fields
          .computeIfAbsent(itsNames.get(i), MergedField::new)
          .add(field, hasValues, found.signs().getOrDefault(name, ""), file);
    }
  }

  /// Adds an input's warnings. What its footer means for all inputs is known at the end.
  private void addWarnings(JsonNode its, @Nullable FooterNote footer, String file) {
    String ofFooter = footer == null ? "" : footer.warning();
    its.valueStream()
        .map(JsonNode::asString)
        .filter(warning -> !warning.equals(ofFooter))
        .forEach(warning -> warn(file, warning));
    if (footer != null) {
      footers.put(file, footer);
    }
  }

  private void compareDialect(ObjectNode its, String file) {
    var properties = new LinkedHashSet<>(dialect.propertyNames());
    properties.addAll(its.propertyNames());
    for (String property : properties) {
      if (property.equals(SKIP_FOOTER)) {
        differsInFooter |= !dialect.path(property).equals(its.path(property));
      } else {
        compare("dialect: " + property, dialect.path(property), its.path(property), file);
      }
    }
  }

  private void compare(String what, JsonNode here, JsonNode its, String file) {
    if (!here.equals(its)) {
      warn(
          file,
          "%s is %s, and %s in %s, whose dialect this is"
              .formatted(what, shown(its), shown(here), Excerpt.of(first)));
    }
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "the default" : value.toString();
  }

  private void compareColumns(List<String> its, String file) {
    if (its.equals(names)) {
      return;
    }
    Set<String> known = fields.keySet();
    var missing = new TreeSet<>(known);
    its.forEach(missing::remove);
    var extra = new TreeSet<>(its);
    extra.removeAll(known);
    if (missing.isEmpty() && extra.isEmpty()) {
      differsInOrder = true;
      warn(file, "header: its columns are in another order than in " + Excerpt.of(first));
      return;
    }
    differsInColumns = true;
    if (!missing.isEmpty()) {
      warn(file, "header: it has no column " + list(missing));
    }
    if (!extra.isEmpty()) {
      warn(file, "header: it has a column that isn't in the inputs before it: " + list(extra));
    }
  }

  private static String list(Set<String> names) {
    String some =
        String.join(
            ", ", names.stream().limit(MOST_NAMES).map(Excerpt::of).map(String::valueOf).toList());
    int more = names.size() - MOST_NAMES;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  private void warn(String file, String message) {
    warnings.add(about(file, message));
  }

  private static String about(String file, String message) {
    return Excerpt.of(file).text() + ": " + message;
  }

  /// Returns the descriptor, in the same form as for a single input. The details of each input are
  /// omitted if they would make it too long for a schema.
  ///
  /// @return null if the fields alone are too long
  public @Nullable String write() {
    List<String> all = new ArrayList<>(warnings);
    if (differsInFooter) {
      dialect.remove(SKIP_FOOTER);
      all.add(differentFooters());
    } else {
      footers.forEach((file, footer) -> all.add(about(file, footer.warning())));
    }
    fields.values().stream()
        .map(MergedField::warning)
        .filter(text -> !text.isEmpty())
        .forEach(all::add);
    for (int limit : new int[] {MOST_WARNINGS, 100, 0}) {
      for (List<String> each : List.of(files, List.<String>of())) {
        String json = write(each, limited(all, limit));
        if (json.getBytes(UTF_8).length <= most) {
          return json;
        }
      }
    }
    return null;
  }

  private String differentFooters() {
    String some =
        footers.entrySet().stream()
            .limit(MOST_NAMES)
            .map(each -> about(each.getKey(), each.getValue().shown()))
            .collect(Collectors.joining("; "));
    int more = footers.size() - MOST_NAMES;
    return "dialect: not all inputs have the same footer, so none is left out, and these records"
        + " would be rejected or read as rows: "
        + some
        + (more > 0 ? "; and those of " + more + " more inputs" : "");
  }

  private static List<String> limited(List<String> all, int limit) {
    if (all.size() <= limit) {
      return all;
    }
    var some = new ArrayList<>(all.subList(0, limit));
    some.add("and " + (all.size() - limit) + " more warnings");
    return some;
  }

  private String write(List<String> ofFiles, List<String> texts) {
    var lines = new ArrayList<String>();
    head.properties().forEach(each -> lines.add(member(each.getKey(), each.getValue().toString())));
    lines.add(member("dialect", dialect.toString()));
    lines.add(
        member(
            "schema",
            "{"
                + fieldsMatch()
                + member("fields", array(fields.values().stream().map(MergedField::json).toList()))
                + "}"));
    List<String> found =
        List.of(
            member("whole", String.valueOf(isWhole)),
            member("records", String.valueOf(records)),
            member("bytes", String.valueOf(bytes)),
            member("files", array(ofFiles)),
            member(WARNINGS, array(texts.stream().map(JSON::writeValueAsString).toList())));
    lines.add(member(INFERRED, "{\n    " + String.join(",\n    ", found) + "\n  }"));
    return "{\n  " + String.join(",\n  ", lines) + "\n}\n";
  }

  /// Returns the property `fieldsMatch` with which each input's header matches; empty for the
  /// default.
  private String fieldsMatch() {
    return differsInColumns
        ? member("fieldsMatch", "\"superset\"") + ", "
        : differsInOrder ? member("fieldsMatch", "\"equal\"") + ", " : "";
  }

  private static String member(String name, String json) {
    return "\"" + name + "\": " + json;
  }

  private static String array(List<String> items) {
    return items.isEmpty() ? "[]" : "[\n      " + String.join(",\n      ", items) + "\n    ]";
  }
}
