package dev.rowgate.schema.constraint;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The supported drafts of JSON Schema, oldest first.
enum JsonSchemaDraft {
  DRAFT_4("http://json-schema.org/draft-04/schema"),
  DRAFT_6("http://json-schema.org/draft-06/schema"),
  DRAFT_7("http://json-schema.org/draft-07/schema"),
  DRAFT_2019_09("https://json-schema.org/draft/2019-09/schema"),
  DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema");

  /// The draft of a schema without `$schema`.
  static final JsonSchemaDraft STANDARD = DRAFT_2020_12;

  private final String uri;

  JsonSchemaDraft(String uri) {
    this.uri = uri;
  }

  /// @param uri the value of `$schema`, with or without a trailing `#`
  static Optional<JsonSchemaDraft> of(String uri) {
    String plain = uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri;
    return Arrays.stream(values()).filter(draft -> draft.uri.equals(plain)).findFirst();
  }

  /// All accepted values of `$schema`, newest draft first.
  static Set<String> uris() {
    return Arrays.stream(values())
        .map(draft -> draft.uri)
        .collect(Collectors.toCollection(LinkedHashSet::new))
        .reversed();
  }

  boolean isBefore(JsonSchemaDraft other) {
    return compareTo(other) < 0;
  }

  /// The keyword under which schemas for references are defined.
  String definitions() {
    return isBefore(DRAFT_2019_09) ? "definitions" : "$defs";
  }
}
