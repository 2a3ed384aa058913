/// Access log, metrics, and the log's JSON format. A log field or a metric belongs here; its source
/// is noted in `RequestContext` when the request ends. Read
/// [AccessLog][dev.rowgate.http.log.AccessLog] first, then [Metrics][dev.rowgate.http.log.Metrics].
@NullMarked
package dev.rowgate.http.log;

import org.jspecify.annotations.NullMarked;
