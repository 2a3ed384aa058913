/// Answers that refuse a request: their status, their problem document, and how they reach the
/// client.
@NullMarked
package dev.rowgate.http.refusal;

import org.jspecify.annotations.NullMarked;
