/// The HTTP front end, on Javalin and Jetty. [Server][dev.rowgate.http.Server] starts it from
/// [Settings][dev.rowgate.http.settings.Settings].
///
/// The way of a request:
///
/// | who | does |
/// |---|---|
/// | `RequestIdHandler` | gives it an id, before anything can go wrong |
/// | `Draining` | turns it away while the service stops |
/// | `Routes` | the route table |
/// | `PortFilter` | turns away what isn't there on this port |
/// | `ApiKeyFilter` | turns away who has no key of the `ApiKeyFile` |
/// | `Admission` | turns it away where enough of them run |
/// | `Transform` | makes the `OutputKind` that the route names: `TransformRequest` reads what is asked, `Transfer` carries the `Upload` through the conversion |
/// | `PacedUpload`, `SchemaReading`, `ConversionTask` | bound what it takes of time and memory; beside others, with the `CpuSlots`, `MemorySlots` and `Budget` of the one `SharedResources` |
/// | `Representation` | decides by `Accept` and `Accept-Encoding` in which form the rows go out |
/// | `ResponseWriter` | takes what the `Transfer` has for the client, as `Delivery` decides; `AsyncWriter` writes it, `Spool` keeps it on disk, `Packing` packs it |
/// | `Sidecar`, `GatedEndPoint` | let the uploads of our nginx come without HTTP/2's flow control |
/// | `UploadSink` | takes the rest of the upload where the run has stopped and its client doesn't read yet |
/// | `Refusal`, `Linger`, `ProblemDocument`, `StatusOf` | the answer where there are no rows |
/// | `Metrics`, `AccessLog` | count it and write its one line, from what its `RequestContext` noted |
///
/// `JettySetup` has every setting of Jetty with its reason; `JettyErrors` speaks where no route was
/// reached. One thread serves a request: `Wakeup` is what it waits on. `SchemaDirectory` holds the
/// schemas of `--schemas`, `ApiKeyFile` the keys; a `WatchedValue` looks at their files, so that no
/// request calls the file system for them, and a `DiskCall` makes other calls that may never
/// return.
@NullMarked
package dev.rowgate.http;

import org.jspecify.annotations.NullMarked;
