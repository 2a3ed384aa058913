/// One request and its response: id, outcome, body, connection. State that several handlers of one
/// request share belongs here. Read `RequestContext` first.
@NullMarked
package dev.rowgate.http.exchange;

import org.jspecify.annotations.NullMarked;
