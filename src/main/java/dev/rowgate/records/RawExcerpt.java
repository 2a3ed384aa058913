package dev.rowgate.records;

/// The start of a record as it stands in the source.
public sealed interface RawExcerpt {

  /// Whether something was left off.
  boolean cut();

  /// The record's text, where its bytes are text in the input's encoding.
  record Text(String text, boolean cut) implements RawExcerpt {}

  /// The source's own bytes in Base64 (RFC 4648), where they aren't.
  record Base64(String base64, boolean cut) implements RawExcerpt {}
}
