package dev.rowgate.schema.constraint;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import java.util.List;

/// Enumeration of the allowed values: the standard's `enum` and `categories`. Values are compared
/// as the type compares them, so the integer `01` equals `1`.
public final class OneOf implements Constraint {

  private final String name;
  private final String expected;
  private final FieldType type;
  private final Value[] values;

  /// @param name `enum` or `categories`
  /// @param texts the values as the schema writes them
  /// @param values the same values, read by the type
  public OneOf(String name, FieldType type, List<String> texts, List<Value> values) {
    this.name = name;
    this.expected = listed(texts);
    this.type = type;
    this.values = values.toArray(Value[]::new);
    Arrays.sort(this.values, type::compare);
  }

  /// The allowed values for messages, cut to the length of an [Excerpt].
  private static String listed(List<String> texts) {
    Excerpt listed = Excerpt.of(String.join(", ", texts));
    return listed.cut() ? listed.text() + "…" : listed.text();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String expected() {
    return expected;
  }

  @Override
  public boolean holds(Value value) {
    return Arrays.binarySearch(values, value, type::compare) >= 0;
  }
}
