/// Checks around every handler: hosts and origins, ports, API keys, admission control, total time,
/// and the error boundary. A check of a request that needs no body belongs here, and its place in
/// the order in `Routes`. Read [Admission][dev.rowgate.http.filter.Admission] first: the other
/// filters have the same shape.
@NullMarked
package dev.rowgate.http.filter;

import org.jspecify.annotations.NullMarked;
