/// The access log and the metrics, written when a request is over.
@NullMarked
package dev.rowgate.http.log;

import org.jspecify.annotations.NullMarked;
