package dev.rowgate.convert;

/// Thrown for a document without a table that can be converted. Caught by [SchemaConverter].
final class NoTable extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// @param why the rest of a sentence that begins with the document's name
  NoTable(String why) {
    super(why);
  }
}
