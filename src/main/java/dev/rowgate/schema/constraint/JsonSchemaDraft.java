package dev.rowgate.schema.constraint;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The drafts of JSON Schema that are read, the oldest first.
enum JsonSchemaDraft {
  DRAFT_4("http://json-schema.org/draft-04/schema"),
  DRAFT_6("http://json-schema.org/draft-06/schema"),
  DRAFT_7("http://json-schema.org/draft-07/schema"),
  DRAFT_2019_09("https://json-schema.org/draft/2019-09/schema"),
  DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema");

  /// What a schema without `$schema` is read as.
  static final JsonSchemaDraft STANDARD = DRAFT_2020_12;

  private final String uri;

  JsonSchemaDraft(String uri) {
    this.uri = uri;
  }

  /// @param uri the value of `$schema`, which some write with a `#` at its end
  static Optional<JsonSchemaDraft> of(String uri) {
    String plain = uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri;
    return Arrays.stream(values()).filter(draft -> draft.uri.equals(plain)).findFirst();
  }

  /// What `$schema` may be, the newest first.
  static Set<String> uris() {
    return Arrays.stream(values())
        .map(draft -> draft.uri)
        .collect(Collectors.toCollection(LinkedHashSet::new))
        .reversed();
  }

  boolean isBefore(JsonSchemaDraft other) {
    return compareTo(other) < 0;
  }

  /// The keyword whose value holds schemas to refer to.
  String definitions() {
    return isBefore(DRAFT_2019_09) ? "definitions" : "$defs";
  }
}
