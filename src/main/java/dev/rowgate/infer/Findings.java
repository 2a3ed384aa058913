package dev.rowgate.infer;

import dev.rowgate.infer.column.Candidate;
import dev.rowgate.infer.column.ColumnDecision;
import dev.rowgate.infer.column.Style;
import dev.rowgate.infer.dialect.DialectGuess;
import dev.rowgate.infer.encoding.EncodingGuess;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All results of an inference.
///
/// @param given the part of the dialect that the caller specified
/// @param encoding the detected encoding; null if the caller specified it
/// @param table the records
/// @param decisions the type of each column
/// @param whole whether the whole input was read
/// @param said additional warnings
record Findings(
    PartialDialect given,
    @Nullable EncodingGuess encoding,
    DialectGuess.Found dialect,
    TableGuess table,
    List<ColumnDecision> decisions,
    boolean whole,
    List<String> said) {

  static Findings of(
      PartialDialect given,
      @Nullable EncodingGuess encoding,
      DialectGuess.Found dialect,
      TableGuess table,
      boolean whole,
      List<String> said) {
    Style style = Style.of(table.columns(), table.dialect.complete().delimiter());
    List<ColumnDecision> decisions =
        IntStream.range(0, table.columns().size())
            .mapToObj(
                i -> ColumnDecision.of(table.columns().get(i), style, table.layout.names().get(i)))
            .toList();
    return new Findings(given, encoding, dialect, table, decisions, whole, said);
  }

  /// Returns warnings: possible errors of the result, and records that a conversion with it would
  /// reject.
  ///
  /// @param typed whether the descriptor contains the detected types
  List<String> warnings(Layout layout, boolean typed) {
    List<String> warnings = new ArrayList<>(said);
    if (encoding != null && !encoding.warning().isEmpty()) {
      warnings.add(encoding.warning());
    }
    warnings.addAll(dialect.warnings());
    if (given.get(DialectProperty.COMMENT) == null && !table.commentWarning(whole).isEmpty()) {
      warnings.add(table.commentWarning(whole));
    }
    warnings.addAll(layout.warnings());
    warnings.addAll(table.malformedWarnings(skipFooter() > 0));
    if (!typed) {
      return warnings;
    }
    FooterNote footer = footer();
    if (footer != null) {
      warnings.add(footer.warning());
    }
    for (int i = 0; i < decisions.size(); i++) {
      addOfColumn(layout.names().get(i), decisions.get(i), warnings);
      addSign(layout.names().get(i), decisions.get(i), table.columns().get(i).sign(), warnings);
    }
    addWords(layout, warnings);
    return warnings;
  }

  /// Returns what looks like a footer; null if nothing does.
  @Nullable FooterNote footer() {
    return table.footerNote(decisions, skipFooter() > 0);
  }

  /// Returns the names of the columns without any value.
  Set<String> emptyColumns() {
    Set<String> empty = new TreeSet<>();
    for (int i = 0; i < decisions.size(); i++) {
      boolean typed = decisions.get(i).candidate() != null;
      if (table.columns().get(i).values(typed) == 0) {
        empty.add(table.layout.names().get(i));
      }
    }
    return empty;
  }

  /// Returns the currency and percent signs of columns of numbers, by the column's name.
  Map<String, String> signs() {
    Map<String, String> signs = new TreeMap<>();
    for (int i = 0; i < decisions.size(); i++) {
      Candidate candidate = decisions.get(i).candidate();
      if (candidate != null && candidate.isNumeric()) {
        signs.put(table.layout.names().get(i), table.columns().get(i).sign());
      }
    }
    return signs;
  }

  /// Returns the number of lines at the end that a conversion with the detected types must skip.
  int skipFooter() {
    return whole ? table.skipFooter(decisions) : 0;
  }

  private static void addOfColumn(String name, ColumnDecision decision, List<String> warnings) {
    if (!decision.warning().isEmpty()) {
      warnings.add("column " + Excerpt.of(name) + ": " + decision.warning());
    }
    Candidate candidate = decision.candidate();
    if (candidate != null && decision.misfits() > 0) {
      warnings.add(
          "column %s: %d cells aren't of type %s; their records would be rejected%s"
              .formatted(
                  Excerpt.of(name), decision.misfits(), candidate.shown(), decision.firstOther()));
    }
  }

  /// Warns about a currency or percent sign, which isn't part of the values.
  private static void addSign(
      String name, ColumnDecision decision, String sign, List<String> warnings) {
    if (decision.dropsSigns() && !sign.isEmpty()) {
      warnings.add(
          "column %s: the sign '%s' is left out of its values".formatted(Excerpt.of(name), sign));
    }
  }

  /// Warns about words that are a missing value in one column and text in another.
  private void addWords(Layout layout, List<String> warnings) {
    Map<String, String> missingIn = new TreeMap<>();
    Map<String, String> textIn = new TreeMap<>();
    for (int i = 0; i < decisions.size(); i++) {
      String name = Excerpt.of(layout.names().get(i)).shown();
      boolean typed = decisions.get(i).candidate() != null;
      for (String word : table.columns().get(i).words().seen()) {
        (typed ? missingIn : textIn).putIfAbsent(word, name);
      }
    }
    for (String word : new TreeSet<>(missingIn.keySet())) {
      String other = textIn.get(word);
      if (other != null) {
        warnings.add(
            "missing values: '%s' is a missing value in column '%s' and a text in column '%s'"
                .formatted(word, missingIn.get(word), other));
      }
    }
  }
}
