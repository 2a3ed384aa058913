/// Refusals: the status and problem document of a request that fails, and how they reach the
/// client. A header or status that depends on a problem belongs here; the problem itself belongs to
/// `problem`. Read [Refusal][dev.rowgate.http.refusal.Refusal] first.
@NullMarked
package dev.rowgate.http.refusal;

import org.jspecify.annotations.NullMarked;
