package dev.rowgate.cli.files;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A glob, translated into a regular expression for paths. It finds what a shell finds with
/// `globstar`: `**/` also stands for no directory at all, inside braces too, and a wildcard doesn't
/// stand for a dot at the start of a name. The JDK's globs differ in both.
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
  private int braces;

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

  private String translate() {
    while (at < glob.length()) {
      char c = glob.charAt(at++);
      switch (c) {
        case '*' -> addStar();
        case '?' -> regex.append(NOT_HIDDEN).append("[^/]");
        case '[' -> addSet();
        case '{' -> open();
        case '}' -> close();
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        case '\\' -> addLiteral(at < glob.length() ? glob.charAt(at++) : c);
        default -> addLiteral(c);
      }
    }
    return regex.toString();
  }

  private void open() {
    braces++;
    regex.append("(?:");
  }

  private void close() {
    if (braces == 0) {
      addLiteral('}');
    } else {
      braces--;
      regex.append(')');
    }
  }

  private void addStar() {
    boolean isFirst = at == 1 || "/{,".indexOf(glob.charAt(at - 2)) >= 0;
    if (!glob.startsWith("*", at)) {
      regex.append(IN_NAME);
      return;
    }
    at++;
    if (isFirst && glob.startsWith("/", at)) {
      at++;
      regex.append(DIRECTORIES);
    } else {
      regex.append(DIRECTORIES).append(IN_NAME);
    }
  }

  /// Adds a set of characters such as `[a-c]` or `[!_]`; a bracket that isn't closed is text.
  private void addSet() {
    int from = at;
    boolean isNegated = from < glob.length() && "!^".indexOf(glob.charAt(from)) >= 0;
    from += isNegated ? 1 : 0;
    int to = glob.indexOf(']', from + 1);
    if (to < 0) {
      addLiteral('[');
      return;
    }
    regex.append(NOT_HIDDEN).append("(?!/)[").append(isNegated ? "^" : "");
    for (int i = from; i < to; i++) {
      char c = glob.charAt(i);
      boolean isRange = c == '-' && i > from && i + 1 < to;
      regex.append(isRange || Character.isLetterOrDigit(c) ? "" : "\\").append(c);
    }
    regex.append(']');
    at = to + 1;
  }

  private void addLiteral(char c) {
    regex.append(Character.isLetterOrDigit(c) || Character.isSurrogate(c) ? "" : "\\").append(c);
  }
}
