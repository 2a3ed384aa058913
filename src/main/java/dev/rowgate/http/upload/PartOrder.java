package dev.rowgate.http.upload;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// State machine for the order of parts in a multipart body: `schema`, any `reference:NAME`,
/// `file`, and between them parts that aren't read. Not thread-safe.
final class PartOrder {

  private static final String SCHEMA = "schema";
  private static final String REFERENCE = "reference:";
  private static final String FILE = "file";

  private static final String ORDER = "first 'schema', then any 'reference:NAME', then 'file'";

  /// Maximum number of ignored parts that the warning names.
  private static final int NAMED = 10;

  /// Limit on the parts: a form has some dozens of fields, and each part costs some work however
  /// short it is.
  static final int MOST_PARTS = 1_000;

  /// Kind of a part.
  enum Kind {
    /// Between the parts.
    NONE,
    SCHEMA,
    /// A reference or the file.
    UPLOAD,
    /// Skipped.
    OTHER
  }

  private final boolean takesSchema;
  private final List<String> ignored = new ArrayList<>();
  private int ignoredParts;
  private Kind inside = Kind.NONE;
  private int begun;
  private boolean hasSchema;
  private boolean hasReference;
  private boolean hasFile;

  /// @param takesSchema false if only part `file` is read
  PartOrder(boolean takesSchema) {
    this.takesSchema = takesSchema;
  }

  Kind inside() {
    return inside;
  }

  /// The number of parts that have begun.
  int begun() {
    return begun;
  }

  boolean hasSchema() {
    return hasSchema;
  }

  /// Returns the reference in a part of that name; null for the file.
  static @Nullable String reference(String part) {
    return part.equals(FILE) ? null : part.substring(REFERENCE.length());
  }

  /// Begins a part.
  ///
  /// @param name empty for none
  /// @return the problem, or null
  @Nullable InputProblem begin(String name) {
    begun++;
    if (inside != Kind.NONE) {
      return bad("a part begins in a part");
    }
    if (begun > MOST_PARTS) {
      return bad("it has more than " + MOST_PARTS + " parts");
    }
    if (takesSchema && name.equals(SCHEMA)) {
      inside = Kind.SCHEMA;
      boolean tooLate = hasReference || hasFile;
      InputProblem wrong = hasSchema ? twice(SCHEMA) : tooLate ? tooLate(SCHEMA) : null;
      hasSchema = true;
      return wrong;
    }
    if (takesSchema && name.startsWith(REFERENCE)) {
      inside = Kind.UPLOAD;
      hasReference = true;
      return hasFile ? tooLate(Excerpt.of(name).text()) : null;
    }
    if (name.equals(FILE)) {
      inside = Kind.UPLOAD;
      InputProblem wrong = hasFile ? twice(FILE) : null;
      hasFile = true;
      return wrong;
    }
    inside = Kind.OTHER;
    ignoredParts++;
    if (ignored.size() < NAMED) {
      ignored.add(Excerpt.of(name).text());
    }
    return null;
  }

  void end() {
    inside = Kind.NONE;
  }

  /// Ends the body.
  ///
  /// @return the problem, or null
  @Nullable InputProblem complete() {
    if (hasFile) {
      return null;
    }
    return bad(
        "it has no part 'file'"
            + (ignored.isEmpty() ? "" : "; it has '" + String.join("', '", ignored) + "'")
            + "; send the file with curl -F file=@FILE");
  }

  /// The warnings about parts that weren't read.
  List<InputProblem> warnings() {
    return ignored.isEmpty()
        ? List.of()
        : List.of(
            new InputProblem.UnknownPart(
                ignored,
                ignoredParts - ignored.size(),
                takesSchema ? List.of(SCHEMA, REFERENCE + "NAME", FILE) : List.of(FILE)));
  }

  private static InputProblem twice(String name) {
    return bad("it has two parts '" + name + "'");
  }

  private static InputProblem tooLate(String name) {
    return bad("part '" + name + "' comes too late: " + ORDER);
  }

  static InputProblem bad(String reason) {
    return new InputProblem.BadMultipart(reason);
  }

  /// Returns the problem of a body that Jetty can't parse.
  ///
  /// @param mostHeaders limit in bytes on the headers of a part; Jetty tells by its message alone
  ///   that they exceed it
  static InputProblem failed(Throwable failure, int mostHeaders) {
    if (failure instanceof EOFException) {
      return bad("it ends without its last boundary");
    }
    return bad(
        String.valueOf(failure.getMessage()).startsWith("headers max length")
            ? "the headers of a part are longer than " + mostHeaders + " bytes"
            : "its parts are laid out wrong");
  }
}
