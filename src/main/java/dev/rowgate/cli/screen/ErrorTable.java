package dev.rowgate.cli.screen;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.lines.Fault;
import dev.rowgate.lines.LineBuffer;
import dev.rowgate.lines.RowlessWriter;
import dev.rowgate.lines.RunEnd;
import dev.rowgate.lines.Summary;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.problem.TypeHint;
import dev.rowgate.records.RawExcerpt;
import dev.rowgate.records.RawRecord;
import dev.rowgate.rows.Column;
import dev.rowgate.rows.RowProblems;
import dev.rowgate.rows.Tally;
import dev.rowgate.schema.Field;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Result writer for people: one block for each problem code and column, the most frequent first,
/// with the count and the first few locations. Its memory doesn't grow with the input. Not
/// thread-safe.
public final class ErrorTable implements RowlessWriter {

  /// Number of locations shown for each kind of problem.
  static final int SAMPLES = 3;

  /// Limit on the kinds of problems shown.
  static final int KINDS = 50;

  /// Limit on a message, in chars; longer than any terminal line.
  private static final int MESSAGE = 400;

  /// A kind of problem.
  ///
  /// @param column empty for problems that belong to no column
  private record Kind(String code, String column) {}

  private record Sample(Snippet snippet, RowProblem problem) {}

  private record Counted(Kind kind, long count) {}

  private final String input;
  private final Charset encoding;
  private final TextStyle style;
  private final IntSupplier columns;
  private final Map<Kind, List<Sample>> samples = new HashMap<>();

  private final StringBuilder text = new StringBuilder();
  private final LineBuffer ready = new LineBuffer();

  /// @param input the user's name for the input
  /// @param encoding of the input
  /// @param columns supplies the width of the terminal; called at the end
  public ErrorTable(String input, Charset encoding, TextStyle style, IntSupplier columns) {
    this.input = input;
    this.encoding = encoding;
    this.style = style;
    this.columns = columns;
  }

  @Override
  public void writeError(RawRecord record, RowProblems problems, RawExcerpt raw) {
    for (RowProblem problem : problems.listed()) {
      String column = problem.column();
      var kind = new Kind(problem.codeText(), column == null ? "" : column);
      List<Sample> known = samples.get(kind);
      if (known == null && samples.size() < KINDS) {
        known = new ArrayList<>();
        samples.put(kind, known);
      }
      if (known != null && known.size() < SAMPLES) {
        known.add(new Sample(Snippet.of(record, problem, raw, encoding), problem));
      }
    }
  }

  @Override
  public void writeSummary(RunEnd end) {
    List<Counted> kinds = counted(end.tally(), end.columns());
    int width = samples.isEmpty() ? 0 : this.columns.getAsInt();
    kinds.stream()
        .filter(one -> samples.containsKey(one.kind))
        .forEach(one -> block(one, end.columns(), width));
    long others = kinds.stream().filter(one -> !samples.containsKey(one.kind)).count();
    if (others > 0 && !samples.isEmpty()) {
      line("  and %,d other kinds of problem".formatted(others));
      line("");
    }
    for (InputProblem warning : end.warnings()) {
      line("  " + style.warning("warning") + "  " + Printable.of(warning.message()));
    }
    for (Tally.Warned warned : end.tally().warned()) {
      line(
          "  %s  %,d × %s: %s, first on line %,d"
              .formatted(
                  style.warning("warning"),
                  warned.count(),
                  warned.rule().code(),
                  Printable.of(warned.rule().message()),
                  warned.line()));
    }
    total(end.summary(), end.fault());
    byte[] bytes = text.toString().getBytes(UTF_8);
    ready.write(bytes, 0, bytes.length);
  }

  /// Returns the whole text; empty until the summary is written.
  public String text() {
    return text.toString();
  }

  private static List<Counted> counted(Tally tally, List<Column> columns) {
    return tally.counted(columns).stream()
        .map(one -> new Counted(new Kind(one.code(), one.column()), one.count()))
        .sorted(Comparator.comparingLong(Counted::count).reversed())
        .toList();
  }

  private void block(Counted counted, List<Column> columns, int width) {
    Kind kind = counted.kind;
    line(
        "  "
            + style.strong("%,d ×".formatted(counted.count))
            + " "
            + style.bad(kind.code)
            + (kind.column.isEmpty() ? "" : " in " + style.strong(Printable.of(kind.column))));
    List<Sample> shown = samples.getOrDefault(kind, List.of());
    int digits =
        shown.stream()
            .mapToInt(sample -> Long.toString(sample.snippet.lineNumber()).length())
            .max()
            .orElse(1);
    for (Sample sample : shown) {
      sample(sample, Math.max(6, digits), width);
    }
    if (counted.count > shown.size()) {
      line(" ".repeat(Math.max(6, digits)) + style.faint(" ⋮"));
    }
    String hint = hint(shown, columns);
    if (hint != null) {
      line(
          " ".repeat(Math.max(6, digits))
              + style.faint(" = ")
              + Printable.of(hint)
              + " in the schema's field");
    }
    line("");
  }

  /// Returns what may help against a kind of problem.
  private static @Nullable String hint(List<Sample> samples, List<Column> columns) {
    return samples.stream()
        .map(sample -> TypeHint.of(sample.problem, stated(sample.problem, columns)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static TypeHint.Stated stated(RowProblem problem, List<Column> columns) {
    int place = Column.placeOf(problem.columnNumber(), columns);
    Field field = place == Tally.NO_COLUMN ? null : columns.get(place).field();
    return field == null ? TypeHint.Stated.NOTHING : field.type().stated();
  }

  private void sample(Sample sample, int gutter, int width) {
    int room = width - gutter - 4;
    CaretLines lines = CaretLines.of(sample.snippet, room);
    String number = Long.toString(sample.snippet.lineNumber());
    String bar = style.faint(" │ ");
    line(" ".repeat(gutter - number.length()) + style.place(number) + bar + lines.source());
    String message = Printable.of(sample.problem.message());
    if (message.length() > MESSAGE) {
      message = message.substring(0, MESSAGE) + "…";
    }
    String carets = " ".repeat(lines.indent()) + style.bad("^".repeat(lines.carets()));
    if (lines.carets() == 0) {
      line(" ".repeat(gutter) + bar + message);
    } else if (lines.indent() + lines.carets() + 1 + Printable.columns(message) <= room) {
      line(" ".repeat(gutter) + bar + carets + " " + message);
    } else {
      line(" ".repeat(gutter) + bar + carets);
      line(" ".repeat(gutter) + bar + message);
    }
  }

  private void total(Summary summary, @Nullable Fault fault) {
    String name = style.strong(Printable.of(input));
    if (fault != null) {
      line("%s: read up to line %,d only".formatted(name, fault.line()));
    }
    String records =
        "%,d %s"
            .formatted(summary.recordsRead(), summary.recordsRead() == 1 ? "record" : "records");
    if (summary.rowsRejected() > 0) {
      String rejected = style.bad("%,d rejected".formatted(summary.rowsRejected()));
      line("%s: %s, %,d valid, %s".formatted(name, records, summary.rowsValid(), rejected));
    } else {
      line(
          "%s: %s, %s"
              .formatted(name, records, fault == null ? style.good("all valid") : "none rejected"));
    }
    if (summary.footerLines() > 0) {
      line("%s: %s".formatted(name, footer(summary)));
    }
  }

  /// Returns what is reported of lines that `skipFooter` leaves out.
  public static String footer(Summary summary) {
    long lines = summary.footerLines();
    return lines == 1
        ? "1 line at the end was left out by skipFooter"
        : "%,d lines at the end were left out by skipFooter".formatted(lines);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  @Override
  public LineBuffer output() {
    return ready;
  }
}
