/// Scanners and validators for text in bytes: digits, e-mail addresses, URIs, dates, zones. A check
/// of a text form that several types use belongs here. Read
/// [Digits][dev.rowgate.schema.text.Digits] first.
@NullMarked
package dev.rowgate.schema.text;

import org.jspecify.annotations.NullMarked;
