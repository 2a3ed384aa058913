package dev.rowgate.schema.json;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import dev.rowgate.problem.SchemaProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Collector of the problems of one schema, with typed access to its JSON: an accessor returns null
/// for an absent or invalid value, and reports an invalid one, so that parsing continues.
public final class Diagnostics {

  /// Maximum number of listed problems; more would make the refusal larger than any schema.
  static final int MAX_PROBLEMS = 100;

  /// Limit in characters on their messages together; the last one may exceed it.
  static final int MAX_CHARACTERS = 256 << 10;

  /// Maximum number of allowed names that are listed for an unknown name.
  static final int MAX_NAMES = 50;

  /// Maximum number of properties to warn about.
  private static final int MAX_WARNINGS = 10;

  /// Maximum number of comparisons of allowed names with unknown ones; takes a tenth of a second.
  private static final int MAX_COMPARISONS = 100_000;

  /// Maximum number of texts in a list: each is compared with each cell.
  public static final int MAX_TEXTS = 1_000;

  /// Prefix of Rowgate's own names. A name with it that isn't known must be misspelt.
  private static final String OURS = "rowgate:";

  private record Note(int order, SchemaProblem problem) {}

  private final SchemaBudget budget;
  private final List<Note> notes = new ArrayList<>();
  private long characters;
  private int comparisonsLeft = MAX_COMPARISONS;
  private boolean more;

  private final List<InputProblem> warnings = new ArrayList<>();

  public Diagnostics(Allowance allowance) {
    this.budget = new SchemaBudget(allowance);
  }

  /// The memory budget for reading this schema.
  public SchemaBudget budget() {
    return budget;
  }

  /// Warnings: the schema is valid, but probably not what its author meant.
  public List<InputProblem> warnings() {
    return warnings;
  }

  /// Warns of a property without an effect.
  ///
  /// @param option the option of a run that has the property's name, or null
  public void unused(Json property, @Nullable String option) {
    unused(property, option, null);
  }

  /// Warns of a property that has no effect where it is.
  ///
  /// @param place the object to which it belongs
  public void misplaced(Json property, String place) {
    unused(property, null, place);
  }

  private void unused(Json property, @Nullable String option, @Nullable String place) {
    if (warnings.size() < MAX_WARNINGS) {
      String pointer = Excerpt.of(property.place().pointer()).text();
      warnings.add(new InputProblem.UnusedProperty(pointer, option, place));
    }
  }

  /// All problems, in the order of the schema's text.
  public List<SchemaProblem> problems() {
    List<SchemaProblem> problems = new ArrayList<>();
    notes.stream()
        .sorted((one, other) -> Integer.compare(one.order, other.order))
        .forEach(note -> problems.add(note.problem));
    if (more) {
      problems.add(new SchemaProblem.NotSupported("", "to list more problems than these"));
    }
    return problems;
  }

  /// Reports a problem. It is created only if it will be listed, because pointers can be long.
  ///
  /// @param problem creates the problem from the JSON pointer of `at`
  public void note(Json at, Function<String, SchemaProblem> problem) {
    if (isFull()) {
      more = true;
      return;
    }
    SchemaProblem made = problem.apply(at.place().pointer());
    characters += made.message().length();
    notes.add(new Note(at.place().order(), made));
  }

  private boolean isFull() {
    return notes.size() >= MAX_PROBLEMS || characters >= MAX_CHARACTERS;
  }

  public void wrongValue(Json at, String expected) {
    note(at, pointer -> new SchemaProblem.WrongValue(pointer, at.excerpt(), expected));
  }

  public void notSupported(Json at, String what) {
    note(at, pointer -> new SchemaProblem.NotSupported(pointer, what));
  }

  public void missing(Json.Obj at, String property) {
    note(at, pointer -> new SchemaProblem.MissingProperty(pointer, property));
  }

  /// Reports a name that isn't among the allowed ones.
  ///
  /// @param name the unknown name: the value itself or the member name that leads to it
  public void unknownName(Json at, String kind, String name, Collection<String> allowed) {
    refuseName(at, kind, name, guess(name, allowed), allowed);
  }

  /// As [#unknownName(Json, String, String, Collection)], for a name of another vocabulary.
  ///
  /// @param known the allowed name with the same meaning; null if there is none
  public void unknownName(
      Json at, String kind, String name, @Nullable String known, Collection<String> allowed) {
    String suggestion = known != null && allowed.contains(known) ? known : guess(name, allowed);
    refuseName(at, kind, name, suggestion, allowed);
  }

  private void refuseName(
      Json at, String kind, String name, @Nullable String suggestion, Collection<String> allowed) {
    note(
        at,
        pointer ->
            new SchemaProblem.UnknownName(
                pointer,
                kind,
                Excerpt.of(name),
                suggestion,
                allowed.stream().limit(MAX_NAMES).map(each -> Excerpt.of(each).shown()).toList(),
                Math.max(0, allowed.size() - MAX_NAMES)));
  }

  /// Returns the allowed name that was probably meant; null if none is close, or after too many
  /// comparisons.
  private @Nullable String guess(String name, Collection<String> allowed) {
    if (isFull() || comparisonsLeft < allowed.size()) {
      return null;
    }
    comparisonsLeft -= allowed.size();
    return Nearest.to(name, allowed);
  }

  /// Reports properties that look like a misspelling of one that is read, since ignoring them would
  /// silently drop a check. Other unknown properties are allowed and ignored.
  ///
  /// @param read the properties that have an effect
  /// @param others known properties without an effect
  public void refuseMisspelt(Json.Obj in, Set<String> read, Set<String> others) {
    refuseMisspelt(in, read, others, name -> Nearest.to(name, read));
  }

  /// @param guess returns the intended property; null if the name resembles none
  public void refuseMisspelt(
      Json.Obj in, Set<String> read, Set<String> others, Function<String, @Nullable String> guess) {
    in.members()
        .forEach((name, value) -> {
          if (read.contains(name) || others.contains(name)) {
            return;
          }
          String suggestion = guess.apply(name);
          if (suggestion != null || name.startsWith(OURS)) {
            refuseName(value, "property", name, suggestion, read);
          }
        });
  }

  /// Reports all unknown properties, for objects of Rowgate's own vocabulary.
  public void refuseUnknown(Json.Obj in, Set<String> known) {
    in.members()
        .forEach((name, value) -> {
          if (!known.contains(name)) {
            unknownName(value, "property", name, known);
          }
        });
  }

  /// Returns a required text; null if it is absent or no string, which is reported.
  @Nullable
  public String neededText(Json.Obj in, String property) {
    if (!in.has(property)) {
      missing(in, property);
    }
    return text(in, property);
  }

  @Nullable
  public String text(Json.Obj in, String property) {
    return switch (in.get(property)) {
      case null -> null;
      case Json.Text text -> text.text();
      case Json other -> {
        wrongValue(other, "a text");
        yield null;
      }
    };
  }

  @Nullable
  public Boolean flag(Json.Obj in, String property) {
    return switch (in.get(property)) {
      case null -> null;
      case Json.Bool flag -> flag.value();
      case Json other -> {
        wrongValue(other, "true or false");
        yield null;
      }
    };
  }

  public Json.@Nullable Obj object(Json.Obj in, String property) {
    return switch (in.get(property)) {
      case null -> null;
      case Json.Obj object -> object;
      case Json other -> {
        wrongValue(other, "an object");
        yield null;
      }
    };
  }

  @Nullable
  public List<String> texts(Json.Obj in, String property) {
    return switch (in.get(property)) {
      case null -> null;
      case Json.Arr list when list.items().size() > MAX_TEXTS -> {
        wrongValue(list, "at most " + MAX_TEXTS + " texts");
        yield null;
      }
      case Json.Arr list -> texts(list.items());
      case Json other -> {
        wrongValue(other, "a list of texts");
        yield null;
      }
    };
  }

  /// Returns the items that are strings; reports the others.
  public List<String> texts(List<Json> items) {
    List<String> texts = new ArrayList<>();
    for (Json item : items) {
      if (item instanceof Json.Text text) {
        texts.add(text.text());
      } else {
        wrongValue(item, "a text");
      }
    }
    return texts;
  }
}
