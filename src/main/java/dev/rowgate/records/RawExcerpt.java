package dev.rowgate.records;

/// The start of a record's original bytes.
public sealed interface RawExcerpt {

  /// Whether the record is longer.
  boolean cut();

  /// The text of the record, if its bytes are valid in the input's encoding.
  record Text(String text, boolean cut) implements RawExcerpt {}

  /// The source's bytes in Base64 (RFC 4648), if they aren't.
  record Base64(String base64, boolean cut) implements RawExcerpt {}
}
