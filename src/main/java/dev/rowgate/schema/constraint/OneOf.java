package dev.rowgate.schema.constraint;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.schema.type.FieldType;
import dev.rowgate.schema.value.Value;
import java.util.Arrays;
import java.util.List;

/// The values allowed, one by one: the standard's `enum` and `categories`. They are compared as
/// values of the type, so that for an integer `01` is `1`.
public final class OneOf implements Constraint {

  private final String name;
  private final String expected;
  private final FieldType type;
  private final Value[] values;

  /// @param name `enum` or `categories`
  /// @param texts the values as the schema writes them
  /// @param values the same as the type has read them
  public OneOf(String name, FieldType type, List<String> texts, List<Value> values) {
    this.name = name;
    this.expected = listed(texts);
    this.type = type;
    this.values = values.toArray(Value[]::new);
    Arrays.sort(this.values, type::compare);
  }

  /// As much as an error line should carry.
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
