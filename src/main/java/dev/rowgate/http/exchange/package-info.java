/// One request and its response: identity, outcome, body, connection.
@NullMarked
package dev.rowgate.http.exchange;

import org.jspecify.annotations.NullMarked;
