package dev.rowgate.schema.json;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.Nearest;
import dev.rowgate.problem.SchemaProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Collector of the problems in one schema, with typed access to its JSON. Accessors return null
/// for an absent or invalid value and report the latter, so a reader continues and all problems are
/// found. Also counts what parsing costs. Not thread-safe.
public final class Diagnostics {

  /// Limit on the number of problems; a longer list would be larger than any schema.
  static final int MAX_PROBLEMS = 10_000;

  /// Problems are listed until their messages together reach this number of characters.
  static final int MAX_CHARACTERS = 2 << 20;

  /// Limit on the allowed names that an "unknown name" problem lists.
  static final int MAX_NAMES = 50;

  /// Limit on comparisons for "did you mean" suggestions: at most about 0.1 s.
  private static final int MAX_COMPARISONS = 100_000;

  /// Limit on a list of texts: every cell is compared with each of them.
  public static final int MAX_TEXTS = 1_000;

  /// Prefix of Rowgate's own properties. An unknown one is always reported.
  private static final String OURS = "rowgate:";

  /// Limit on the subschemas in the JSON Schemas of all fields.
  public static final int MAX_JSON_SCHEMAS = 20_000;

  /// In bytes: the allowance is asked each time this much has accumulated.
  private static final int AT_ONCE = 64 << 10;

  /// Bytes that one JSON value needs at most, during and after parsing. Measured with about 20
  /// kinds of schemas.
  private static final int VALUE_WEIGHT = 256;

  /// Bytes that one subschema needs besides its values.
  private static final int JSON_SCHEMA_WEIGHT = 500;

  /// Thrown when the allowance refuses memory; caught in [dev.rowgate.schema.SchemaReader].
  public static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;

    Ended() {
      super("the reading was ended", null, false, false);
    }
  }

  private record Note(int order, SchemaProblem problem) {}

  private final Allowance allowance;
  private final List<Note> notes = new ArrayList<>();
  private long untaken;
  private int jsonSchemas;
  private long characters;
  private int comparisonsLeft = MAX_COMPARISONS;
  private boolean more;

  public Diagnostics(Allowance allowance) {
    this.allowance = allowance;
  }

  /// Counts memory that is about to be used, and asks the allowance from time to time.
  public void take(long bytes) {
    untaken += bytes;
    if (untaken >= AT_ONCE) {
      takeAll();
    }
  }

  /// Asks the allowance for everything that has accumulated.
  public void takeAll() {
    if (!allowance.take(untaken)) {
      throw new Ended();
    }
    untaken = 0;
  }

  /// Counts one JSON value.
  void takeValue() {
    take(VALUE_WEIGHT);
  }

  /// Counts one subschema of a JSON Schema.
  ///
  /// @return false if there are too many
  public boolean takeJsonSchema() {
    take(JSON_SCHEMA_WEIGHT);
    return jsonSchemas++ < MAX_JSON_SCHEMAS;
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
    unknownName(at, kind, name, guess(name, allowed), allowed);
  }

  void unknownName(
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
            unknownName(value, "property", name, suggestion, read);
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
