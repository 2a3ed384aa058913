/// HTTP front end, on Javalin's routing and Jetty: one handler per route, filters around it. A new
/// route goes into `Routes`; its handler goes into a sub-package, see the list below. Read
/// [Server][dev.rowgate.http.Server] first, then `Routes`. The table lists the classes that handle
/// a request, in order.
///
/// | class | task |
/// |---|---|
/// | `jetty.RequestIdHandler` | assigns the request id, before anything can fail |
/// | `jetty.Draining` | tracks running requests; during a stop it asks clients to close their connections |
/// | `filter.HeaderFilter` | refuses requests by their headers: too large, unknown host, cross-site |
/// | `Routes` | route table |
/// | `filter.ErrorBoundary` | turns exceptions of handlers into a problem document or an aborted response |
/// | `filter.PortFilter` | refuses routes that belong to the other port |
/// | `filter.ApiKeyFilter` | refuses requests without a valid API key |
/// | `filter.Admission` | refuses conversions above the concurrency limit |
/// | `filter.TotalTime` | ends requests that exceed the total time |
/// | `convert.Transform` | handles conversions: `TransformRequest` parses the request, `Transfer` passes the `Upload` through the conversion |
/// | `upload.PacedUpload`, `convert.SchemaReading`, `convert.ConversionTask` | limit time and memory, with the `CpuSlots`, `MemorySlots` and `Budget` of `SharedResources` |
/// | `media.Representation` | negotiates the response format by `Accept` and `Accept-Encoding` |
/// | `convert.ResponseWriter` | takes output from the `Transfer`; `AsyncWriter` writes it, `Spool` stores it on disk, `Packing` compresses it |
/// | `upload.UploadSink` | discards the rest of the upload after the run has stopped |
/// | `refusal.Refusal`, `refusal.Linger` | send a problem document, and let it arrive while the client still uploads |
/// | `log.Metrics`, `log.AccessLog` | count and log the finished request, from its `RequestContext` |
///
/// Sub-packages: `convert` (handlers of conversions), `exchange` (one request and its connection),
/// `filter` (checks before a handler), `jetty` (server configuration), `log` (metrics and access
/// log), `machine` (memory, CPU and disk shared by requests), `media` (header and query parsing),
/// `pages` (other routes), `refusal` (problem documents), `settings`, `upload` (request bodies),
/// `watched` (files that are reloaded).
@NullMarked
package dev.rowgate.http;

import org.jspecify.annotations.NullMarked;
