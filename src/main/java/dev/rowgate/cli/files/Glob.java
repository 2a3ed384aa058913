package dev.rowgate.cli.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A glob, translated into a regular expression for paths. It finds what a shell finds with
/// `globstar`: `**/` also stands for no directory at all, inside braces too, and a wildcard doesn't
/// stand for a dot at the start of a name. The JDK's globs differ in both.
///
/// Differences from bash: `**` at the start of a name with more behind it (`**.csv`) enters
/// directories, links to directories are followed, and sequences such as `{1..3}` and the classes
/// `[:graph:]` and `[:print:]` aren't known.
final class Glob {

  private static final Pattern MAGIC = Pattern.compile("[*?\\[{]");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  /// No dot at the start of a name.
  private static final String NOT_HIDDEN = "(?!(?<![^/])\\.)";

  private static final String IN_NAME = NOT_HIDDEN + "[^/]*";
  private static final String DIRECTORIES = "(?:" + NOT_HIDDEN + "[^/]+/)*";

  private final String glob;
  private final StringBuilder regex = new StringBuilder();
  private int at;

  /// Positions of the ends of the braces that are open, the innermost first.
  private final Deque<Integer> ends = new ArrayDeque<>();

  private Glob(String glob) {
    this.glob = glob;
  }

  /// Whether the text has a wildcard.
  static boolean hasWildcard(String text) {
    return MAGIC.matcher(text).find();
  }

  /// Returns the text that a glob without wildcards stands for.
  static String unescaped(String glob) {
    return ESCAPED.matcher(glob).replaceAll("$1");
  }

  /// Returns the regular expression; null if the glob is malformed.
  static @Nullable Pattern compile(String glob) {
    try {
      return Pattern.compile(new Glob(glob).translate(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  /// Whether a directory may have files that the glob stands for, at any depth.
  ///
  /// @param compiled the regular expression of the glob
  // Whether more input could lead to a match is what the method is for.
  @SuppressWarnings("JdkObsolete")
  static boolean mayEnter(Pattern compiled, String directory) {
    Matcher matcher = compiled.matcher(directory + "/");
    return matcher.matches() || matcher.hitEnd();
  }

  private String translate() {
    while (at < glob.length()) {
      int c = next();
      switch (c) {
        case '*' -> addStar();
        case '?' -> regex.append(NOT_HIDDEN).append("[^/]");
        case '[' -> addSet();
        case '{' -> open();
        case '}' -> close();
        case ',' -> regex.append(ends.isEmpty() ? "," : "|");
        case '\\' -> addLiteral(at < glob.length() ? next() : c);
        default -> addLiteral(c);
      }
    }
    return regex.toString();
  }

  private int next() {
    int c = glob.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private void open() {
    int end = endOfBraces();
    if (end < 0) {
      addLiteral('{');
    } else {
      ends.push(end);
      regex.append("(?:");
    }
  }

  /// Returns the position of the `}` of the braces that were just opened; negative if they have no
  /// comma or no end, so that they are text.
  private int endOfBraces() {
    boolean hasComma = false;
    int depth = 0;
    for (int i = at; i < glob.length(); i++) {
      switch (glob.charAt(i)) {
        case '\\' -> i++;
        case '{' -> depth++;
        case ',' -> hasComma |= depth == 0;
        case '}' -> {
          if (depth == 0) {
            return hasComma ? i : -1;
          }
          depth--;
        }
        default -> {}
      }
    }
    return -1;
  }

  private void close() {
    if (!ends.isEmpty() && ends.getFirst() == at - 1) {
      ends.pop();
      regex.append(')');
    } else {
      addLiteral('}');
    }
  }

  /// Adds a `*` or `**`. The second stands for directories only at the start of a name: elsewhere
  /// it is a `*`.
  private void addStar() {
    boolean isFirst = at == 1 || "/{,".indexOf(glob.charAt(at - 2)) >= 0;
    int from = at;
    while (glob.startsWith("*", at)) {
      at++;
    }
    if (at != from + 1 || !isFirst) {
      regex.append(IN_NAME);
    } else if (glob.startsWith("/", at)) {
      at++;
      regex.append(DIRECTORIES);
    } else {
      regex.append(DIRECTORIES).append(IN_NAME);
    }
  }

  /// Adds a set of characters such as `[a-c]`, `[!_]` or `[[:digit:]]`; a bracket that isn't closed
  /// within the name is text.
  private void addSet() {
    int start = at;
    int kept = regex.length();
    boolean isNegated = at < glob.length() && "!^".indexOf(glob.charAt(at)) >= 0;
    at += isNegated ? 1 : 0;
    regex.append(NOT_HIDDEN).append("(?!/)[").append(isNegated ? "^" : "");
    boolean isEmpty = true;
    while (at < glob.length() && glob.charAt(at) != '/') {
      int c = next();
      if (c == ']' && !isEmpty) {
        regex.append(']');
        return;
      }
      isEmpty = false;
      if (c == '[' && glob.startsWith(":", at) && glob.indexOf(":]", at) >= 0) {
        addClass();
      } else {
        addLiteral(unescaped(c));
        addEndOfRange();
      }
    }
    at = start;
    regex.setLength(kept);
    addLiteral('[');
  }

  /// Adds the second half of a range such as `a-c`; a `-` at the end of a set is text.
  private void addEndOfRange() {
    boolean isRange = glob.startsWith("-", at) && at + 1 < glob.length();
    if (isRange && "]/".indexOf(glob.charAt(at + 1)) < 0) {
      at++;
      regex.append('-');
      addLiteral(unescaped(next()));
    }
  }

  private int unescaped(int c) {
    return c == '\\' && at < glob.length() ? next() : c;
  }

  /// Adds a class such as `[:digit:]`. Of an unknown one the regular expression is malformed.
  private void addClass() {
    int end = glob.indexOf(":]", at);
    String name = glob.substring(at + 1, end);
    at = end + 2;
    regex.append(
        switch (name) {
          case "digit" -> "0-9";
          case "xdigit" -> "0-9A-Fa-f";
          case "alpha" -> "\\p{IsAlphabetic}";
          case "alnum" -> "\\p{IsAlphabetic}\\p{IsDigit}";
          case "upper" -> "\\p{IsUppercase}";
          case "lower" -> "\\p{IsLowercase}";
          case "punct" -> "\\p{IsPunctuation}\\p{S}";
          case "space" -> "\\s";
          case "blank" -> " \\t";
          case "cntrl" -> "\\p{Cntrl}";
          case "word" -> "\\p{IsAlphabetic}\\p{IsDigit}_";
          default -> "\\p{no such class}";
        });
  }

  private void addLiteral(int c) {
    regex.append(c >= 0x80 || Character.isLetterOrDigit(c) ? "" : "\\").appendCodePoint(c);
  }
}
