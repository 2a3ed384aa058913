package dev.rowgate.options;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the CSV is written, every question answered. The special characters are ASCII; they differ
/// from each other, which [#conflict()] tells.
///
/// @param delimiter between the cells of a record
/// @param quote around a cell, or [#NONE]
/// @param escape makes the next character literal, or [#NONE]
/// @param comment at its start makes a line a comment, or [#NONE]
/// @param header whether the first record holds the labels
/// @param skipRows physical lines left out before the header
/// @param trim whether spaces and tabs around unquoted cells are dropped
public record Dialect(
    char delimiter,
    int quote,
    int escape,
    int comment,
    boolean header,
    int skipRows,
    boolean trim,
    LineTerminator lineTerminator,
    Encoding encoding) {

  /// No such character in this dialect.
  public static final int NONE = -1;

  /// RFC 4180 with a header, in UTF-8.
  public static final Dialect RFC_4180 =
      new Dialect(',', '"', NONE, NONE, true, 0, false, LineTerminator.ANY, Encoding.UTF_8);

  /// An escape that is the quote itself says that quotes are doubled, which they always may be.
  public Dialect {
    escape = escape == quote ? NONE : escape;
  }

  /// Why these characters can't stand together in one dialect, or null if they can. Named is the
  /// option that was changed from RFC 4180; if both were, the one that comes later.
  public @Nullable InputProblem conflict() {
    Dialect standard = RFC_4180;
    Role[] roles = {
      new Role("delimiter", delimiter, standard.delimiter),
      new Role("quote", quote, standard.quote),
      new Role("escape", escape, standard.escape),
      new Role("comment", comment, standard.comment)
    };
    for (int later = 1; later < roles.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        if (roles[later].character == roles[earlier].character && roles[later].character != NONE) {
          return roles[later].isStandard()
              ? roles[earlier].cannotBe(roles[later])
              : roles[later].cannotBe(roles[earlier]);
        }
      }
    }
    return null;
  }

  /// Why records of this dialect can't be read in this way, or null if they can.
  public @Nullable InputProblem conflictWith(Options.Reading reading) {
    return switch (reading) {
      case IN_PLACE -> null;
      case COMMONS_CSV ->
          // It ends a record at every line end, whatever it is told.
          lineTerminator == LineTerminator.ANY
              ? null
              : new InputProblem.BadOption(
                  "lineTerminator",
                  Excerpt.of(lineTerminator.name().toLowerCase(Locale.ROOT)),
                  "any, where Commons CSV reads the records",
                  null);
    };
  }

  /// One special character, by the name of its option.
  private record Role(String name, int character, int standard) {

    boolean isStandard() {
      return character == standard;
    }

    InputProblem cannotBe(Role other) {
      Excerpt shown = Excerpt.of(character == '\t' ? "tab" : Character.toString(character));
      return new InputProblem.BadOption(
          name, shown, "a character other than the " + other.name, null);
    }
  }
}
