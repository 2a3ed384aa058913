package dev.rowgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.docs.Markdown;
import dev.rowgate.problem.Code;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.problem.RowProblem;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests that the statuses in `problems.md` are those of refusals.
class StatusColumnTest {

  private static final Pattern STATUS = Pattern.compile("\\b[45]\\d\\d\\b");

  /// Codes that occur only after the first row, only on the command line, or as warnings.
  private static final Set<Code> NEVER_REFUSED =
      EnumSet.of(
          Code.UNDIVIDED_HEADER,
          Code.INPUT_CHANGED,
          Code.UPLOAD_STALLED,
          Code.UNKNOWN_PART,
          Code.BYTE_ORDER_MARK,
          Code.SEP_LINE,
          Code.SURPLUS_CELL,
          Code.SKIPPED_RECORD,
          Code.UNSEEN_CHARACTER,
          Code.UNUSED_PROPERTY,
          Code.UNNAMED_ENCODING);

  @Test
  void the_table_has_the_statuses_of_the_code() throws ReflectiveOperationException {
    var statuses = new TreeMap<String, Set<Integer>>();
    for (Class<?> leaf : leaves(Problem.class).toList()) {
      Problem problem = sample(leaf);
      Set<Integer> known = statuses.computeIfAbsent(problem.code().id(), _ -> new TreeSet<>());
      if (canBeRefusedWith(problem)) {
        known.add(problem.status());
      }
    }
    for (Class<?> leaf : leaves(RowProblem.Broken.class).toList()) {
      var header = new InputProblem.BrokenHeader(1, (RowProblem.Broken) sample(leaf));
      statuses.get(header.code().id()).add(header.status());
    }

    assertThat(inTable()).isEqualTo(statuses);
  }

  /// One problem of each kind with which a request can be refused.
  static List<Problem> refusals() throws ReflectiveOperationException {
    var refusals = new ArrayList<Problem>();
    for (Class<?> leaf : leaves(Problem.class).toList()) {
      Problem problem = sample(leaf);
      if (canBeRefusedWith(problem)) {
        refusals.add(problem);
      }
    }
    return refusals;
  }

  private static boolean canBeRefusedWith(Problem problem) {
    return !(problem instanceof RowProblem) && !NEVER_REFUSED.contains(problem.code());
  }

  private static Map<String, Set<Integer>> inTable() {
    return Markdown.read("src/docs/problems.md").table("code").stream()
        .collect(
            Collectors.toMap(
                row -> row.getFirst().replaceAll("\\[`(.*)`].*", "$1"),
                row -> statuses(row.getLast()),
                (one, _) -> one,
                TreeMap::new));
  }

  private static Set<Integer> statuses(String cell) {
    return STATUS
        .matcher(cell)
        .results()
        .map(match -> Integer.valueOf(match.group()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(StatusColumnTest::leaves)
        : Stream.of(type);
  }

  /// A problem of that kind with arbitrary content.
  private static Problem sample(Class<?> leaf) throws ReflectiveOperationException {
    RecordComponent[] components = leaf.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] values = Stream.of(types).map(StatusColumnTest::anyValue).toArray();
    return (Problem) leaf.getDeclaredConstructor(types).newInstance(values);
  }

  private static Object anyValue(Class<?> type) {
    return switch (type.getName()) {
      case "int" -> 1;
      case "long" -> 1L;
      case "boolean" -> true;
      case "java.lang.String" -> "x";
      case "java.util.List" -> List.of();
      case "dev.rowgate.problem.Excerpt" -> Excerpt.of("x");
      case "dev.rowgate.problem.Problem" -> new InputProblem.EmptyInput();
      case "dev.rowgate.problem.RowProblem$Broken" -> new RowProblem.UnclosedQuote(1, 0);
      default -> throw new AssertionError("no sample of " + type);
    };
  }
}
