package dev.rowgate.schema.json;

import static java.util.regex.Pattern.DOTALL;

import dev.rowgate.problem.Excerpt;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

/// Error that Jackson found in a document: a sentence without names of Java or Jackson, and the
/// place.
///
/// Jackson's sentence is only used where its form is known: others may advise a programmer to
/// change a setting.
///
/// @param line in the document, from 1
/// @param column in that line, from 1
public record JacksonFault(String reason, int line, int column) {

  private static final String CHARACTER = "(Unexpected character \\(.+? \\(code [^)]*\\)\\))";

  /// Used where nothing better is known.
  private static final String UNREADABLE = "it can't be read here";

  private static final List<Wording> WORDINGS =
      List.of(
          new Wording(
              "Document nesting depth .*\\((\\d+),.*", "it is nested more than $1 levels deep"),
          new Wording("Number value length .*\\((\\d+),.*", "a number has more than $1 characters"),
          new Wording("Name length .*\\((\\d+),.*", "a name has more than $1 characters"),
          new Wording("Trailing token .*", "it holds more than one document"),
          new Wording("Non-standard token '([^']*)'.*", "'$1' is not a value in JSON"),
          new Wording(CHARACTER + ".*plus sign.*", "$1: a number has no plus sign in JSON"),
          new Wording(
              CHARACTER + ".*hexadecimal.*", "$1: there are no hexadecimal numbers in JSON"),
          new Wording(CHARACTER + ".*comment.*", "$1: there are no comments in JSON"),
          new Wording("(Unexpected close marker '.': expected '.').*", "$1"),
          new Wording("(Unexpected end-of-input[^(`\\n]*[^(`\\n ]).*", "$1"),
          new Wording("(Duplicate Object property .*)", "$1"),
          new Wording(
              "(?:Broken|Unexpected).* surrogate .*", "a name has one half of a surrogate pair"),
          new Wording(
              "("
                  + CHARACTER
                  + "[^`\\n]*|Unexpected close marker[^`\\n]*|Unrecognized [^`\\n]*"
                  + "|Illegal [^`\\n]*|Invalid numeric value[^`\\n]*)",
              "$1"));

  /// A form of Jackson's sentences and ours for it.
  private record Wording(Pattern theirs, String ours) {
    private Wording(String theirs, String ours) {
      this(Pattern.compile(theirs, DOTALL), ours);
    }
  }

  /// Describes an exception that `parser` threw.
  public static JacksonFault of(JacksonException e, JsonParser parser) {
    return at(place(e, parser), reason(e));
  }

  /// Describes a fault that was found at `place`.
  public static JacksonFault at(TokenStreamLocation place, String reason) {
    return new JacksonFault(
        Excerpt.of(reason).text(),
        Math.max(place.getLineNr(), 1),
        Math.max(place.getColumnNr(), 1));
  }

  private static String reason(JacksonException e) {
    if (e instanceof JsonReader.Unaccepted) {
      return e.getOriginalMessage();
    }
    String message = String.valueOf(e.getOriginalMessage());
    for (Wording wording : WORDINGS) {
      Matcher matcher = wording.theirs().matcher(message);
      if (matcher.matches()) {
        return matcher.replaceFirst(wording.ours());
      }
    }
    return e instanceof StreamConstraintsException ? "it exceeds a limit here" : UNREADABLE;
  }

  /// Jackson doesn't say where a limit was exceeded. Of a number that is its first character; a
  /// name was read to its end, and isn't the current token yet.
  private static TokenStreamLocation place(JacksonException e, JsonParser parser) {
    TokenStreamLocation place = e.getLocation();
    if (place != null) {
      return place;
    }
    boolean isName = String.valueOf(e.getOriginalMessage()).startsWith("Name");
    return isName ? parser.currentLocation() : parser.currentTokenLocation();
  }
}
