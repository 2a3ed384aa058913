package dev.rowgate.rows;

import dev.rowgate.problem.Code;
import dev.rowgate.schema.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How many problems there were by code and column, listed or not, and how many warnings by rule.
/// Not thread-safe.
public final class Tally {

  /// Stands for problems that belong to no column.
  public static final int NO_COLUMN = -1;

  private static final long[] NONE = {};

  /// So many problems of one code in one column.
  ///
  /// @param code as it goes out: a built-in one, or a rule's own
  /// @param column its name; empty for none
  public record Counted(String code, String column, long count) {}

  /// So many records that break a rule which rejects nothing.
  ///
  /// @param record the number of the first of them, from 1
  /// @param line on which that starts, from 1
  public record Warned(Rule rule, long count, long record, long line) {

    private Warned oneMore() {
      return new Warned(rule, count + 1, record, line);
    }
  }

  private final List<Rule> rules;

  /// By column; those of rules by the rule's place in the schema instead, which has one column.
  private Map<Code, long[]> counts = Map.of();

  private final Warned[] warned;

  public Tally() {
    this(List.of());
  }

  /// @param rules of the schema
  public Tally(List<Rule> rules) {
    this.rules = rules;
    this.warned = new Warned[rules.size()];
  }

  /// @param column its place in the output, or [#NO_COLUMN]; of a broken rule the rule's place
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

  void warn(int rule, long record, long line) {
    warned[rule] =
        warned[rule] == null
            ? new Warned(rules.get(rule), 1, record, line)
            : warned[rule].oneMore();
  }

  /// @param column its place in the output, or [#NO_COLUMN]; of a broken rule the rule's place
  public long count(Code code, int column) {
    long[] of = counts.getOrDefault(code, NONE);
    return column + 1 < of.length ? of[column + 1] : 0;
  }

  /// All counts that aren't zero: codes in the order of their table, where rules stand in that of
  /// the schema; columns in theirs, none last.
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

  /// The rules to be warned of that records broke, in the order of the schema.
  public List<Warned> warned() {
    return warned.length == 0
        ? List.of()
        : Arrays.stream(warned).filter(each -> each != null).toList();
  }

  /// Of all columns and none.
  public long total(Code code) {
    return Arrays.stream(counts.getOrDefault(code, NONE)).sum();
  }

  /// The kinds of problems that there were.
  public Set<Code> codes() {
    return Collections.unmodifiableSet(counts.keySet());
  }
}
