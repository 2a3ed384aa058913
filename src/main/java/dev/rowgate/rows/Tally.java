package dev.rowgate.rows;

import dev.rowgate.problem.Code;
import dev.rowgate.schema.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Counters of problems by code and column, whether listed or not, and of warnings by rule. Not
/// thread-safe.
public final class Tally {

  /// Column index of problems that belong to no column.
  public static final int NO_COLUMN = -1;

  private static final long[] NONE = {};

  /// Number of problems of one code in one column.
  ///
  /// @param code as written in the output: a built-in code or a rule's own
  /// @param column its name; empty for none
  public record Counted(String code, String column, long count) {}

  /// Number of records that violate a rule with severity "warning".
  ///
  /// @param record number of the first such record, from 1
  /// @param line the line on which it starts, from 1
  public record Warned(Rule rule, long count, long record, long line) {

    private Warned oneMore() {
      return new Warned(rule, count + 1, record, line);
    }
  }

  private final List<Rule> rules;

  /// Counters by column index + 1; for [Code#RULE] by the rule's index + 1.
  private Map<Code, long[]> counts = Map.of();

  private final Warned[] warned;

  /// @param rules of the schema
  public Tally(List<Rule> rules) {
    this.rules = rules;
    this.warned = new Warned[rules.size()];
  }

  /// @param column its index in the output, or [#NO_COLUMN]; for a violated rule the rule's index
  void add(Code code, int column) {
    long[] of = counts.getOrDefault(code, NONE);
    int slot = column + 1;
    if (slot >= of.length) {
      of = Arrays.copyOf(of, Math.max(slot + 1, 2 * of.length));
      if (counts.isEmpty()) {
        counts = new EnumMap<>(Code.class);
      }
      counts.put(code, of);
    }
    of[slot]++;
  }

  /// Undoes an [#add].
  void takeBack(Code code, int column) {
    Objects.requireNonNull(counts.get(code))[column + 1]--;
  }

  void warn(int rule, long record, long line) {
    warned[rule] =
        warned[rule] == null
            ? new Warned(rules.get(rule), 1, record, line)
            : warned[rule].oneMore();
  }

  /// @param column its index in the output, or [#NO_COLUMN]; for a violated rule the rule's index
  public long count(Code code, int column) {
    long[] of = counts.getOrDefault(code, NONE);
    return column + 1 < of.length ? of[column + 1] : 0;
  }

  /// Returns all counters that aren't zero, ordered by code, then by column, with [#NO_COLUMN]
  /// last; rules in the order of the schema.
  ///
  /// @param columns of the output
  public List<Counted> counted(List<Column> columns) {
    List<Counted> counted = new ArrayList<>();
    for (Code code : counts.keySet()) {
      if (code == Code.RULE) {
        for (int i = 0; i < rules.size(); i++) {
          add(counted, rules.get(i).code(), rules.get(i).column(), count(code, i));
        }
      } else {
        for (int i = 0; i < columns.size(); i++) {
          add(counted, code.id(), columns.get(i).name(), count(code, i));
        }
        add(counted, code.id(), "", count(code, NO_COLUMN));
      }
    }
    return counted;
  }

  private static void add(List<Counted> to, String code, String column, long count) {
    if (count > 0) {
      to.add(new Counted(code, column, count));
    }
  }

  /// Whether nothing was counted.
  public boolean isEmpty() {
    return counts.isEmpty() && warned().isEmpty();
  }

  /// The violated warning rules, in the order of the schema.
  public List<Warned> warned() {
    return warned.length == 0
        ? List.of()
        : Arrays.stream(warned).filter(each -> each != null).toList();
  }

  /// The sum over all columns.
  public long total(Code code) {
    return Arrays.stream(counts.getOrDefault(code, NONE)).sum();
  }

  /// The codes of all counted problems.
  public Set<Code> codes() {
    return Collections.unmodifiableSet(counts.keySet());
  }
}
