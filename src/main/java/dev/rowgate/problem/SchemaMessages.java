package dev.rowgate.problem;

import java.util.List;

/// Converter of the problems of schemas to sentences.
final class SchemaMessages {

  private SchemaMessages() {}

  /// Says what is wrong.
  static String of(SchemaProblem problem) {
    String where = problem.pointer().isEmpty() ? "the schema" : problem.pointer();
    return switch (problem) {
      case SchemaProblem.NotJson p ->
          "the schema is not JSON, line %s column %s: %s"
              .formatted(p.line(), p.columnInLine(), p.reason());
      case SchemaProblem.TooLarge p -> "the schema is longer than %s bytes".formatted(p.limit());
      case SchemaProblem.Unreadable p -> "the schema can't be read: %s".formatted(p.reason());
      case SchemaProblem.MissingProperty p ->
          "%s has no property '%s'".formatted(where, p.property());
      case SchemaProblem.WrongValue p ->
          "%s is %s; it takes %s".formatted(where, p.value(), p.expected());
      case SchemaProblem.UnknownName p ->
          "%s: there is no %s %s%s%s"
              .formatted(
                  where,
                  p.kind(),
                  p.value(),
                  Messages.allowed(p.allowed(), p.others()),
                  Messages.suggestion(p.suggestion()));
      case SchemaProblem.DuplicateField p ->
          "%s: the name '%s' is taken by %s".formatted(where, p.column(), p.firstPointer());
      case SchemaProblem.ReservedField p ->
          "%s: a field can't be called '%s': that name is reserved for lines that aren't rows"
              .formatted(where, p.column());
      case SchemaProblem.ConstraintNotOnType p ->
          "%s: type %s has no constraint '%s'%s"
              .formatted(where, p.type(), p.constraint(), Messages.allowed(p.allowed()));
      case SchemaProblem.BadPattern p ->
          "%s: pattern %s can't be used: %s".formatted(where, p.value(), p.reason());
      case SchemaProblem.NotSupported p ->
          "%s: %s is not supported by this version".formatted(where, p.what());
    };
  }

  /// Says what should be there instead, as the end of a sentence.
  static String instead(SchemaProblem problem) {
    return switch (problem) {
      case SchemaProblem.NotJson p ->
          "JSON; correct it at line %s column %s".formatted(p.line(), p.columnInLine());
      case SchemaProblem.TooLarge p -> "at most %s bytes".formatted(p.limit());
      case SchemaProblem.Unreadable _ -> "a readable file of its own";
      case SchemaProblem.MissingProperty p -> "\"%s\": … in this object".formatted(p.property());
      case SchemaProblem.WrongValue p -> p.expected();
      case SchemaProblem.UnknownName p ->
          p.suggestion() == null ? oneOf(p.allowed(), p.others()) : "'" + p.suggestion() + "'";
      case SchemaProblem.DuplicateField _ -> "a name that no other field has";
      case SchemaProblem.ReservedField p ->
          "another name, such as '%s'".formatted(p.column().substring(1));
      case SchemaProblem.ConstraintNotOnType p -> oneOf(p.allowed(), 0);
      case SchemaProblem.BadPattern p -> p.instead();
      case SchemaProblem.NotSupported _ -> "nothing: leave it out";
    };
  }

  private static String oneOf(List<String> allowed, int others) {
    return allowed.isEmpty() ? "nothing: leave it out" : "one of " + Messages.list(allowed, others);
  }
}
