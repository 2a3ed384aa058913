/// The HTTP front end, on Javalin and Jetty. [Server][dev.rowgate.http.Server] starts it from
/// [Settings][dev.rowgate.http.Settings].
///
/// The way of a request:
///
/// | who | does |
/// |---|---|
/// | `Front` | gives it an id, before anything can go wrong |
/// | `Draining` | turns it away while the service stops |
/// | `Routes` | the route table |
/// | `Ports` | turns away what isn't there on this port |
/// | `KeyCheck` | turns away who has no key of the `KeyFile` |
/// | `Admission` | turns it away where enough of them run |
/// | `Transform` | makes the `Product` that the route names: `TransformRequest` reads what is asked, `Relay` carries the `Upload` through the conversion |
/// | `PacedUpload`, `SchemaReading`, `Work` | bound what it takes of time and memory; beside others, with the `Turns`, `Places` and `Budget` of the one `Workshop` |
/// | `Representation` | decides by `Accept` and `Accept-Encoding` in which form the rows go out |
/// | `Answer` | takes what the `Relay` has for the client, as `Delivery` decides; `Flight` writes it, `Spool` keeps it on disk, `Packing` packs it |
/// | `Sidecar`, `GatedEndPoint` | let the uploads of our nginx come without HTTP/2's flow control |
/// | `UploadSink` | takes the rest of the upload where the run has stopped and its client doesn't read yet |
/// | `Refusal`, `Linger`, `ProblemDocument`, `StatusOf` | the answer where there are no rows |
/// | `Metrics`, `AccessLog` | count it and write its one line, from what its `Exchange` noted |
///
/// `JettySetup` has every setting of Jetty with its reason; `JettyErrors` speaks where no route was
/// reached. One thread serves a request: `Wakeup` is what it waits on. `SchemaDirectory` holds the
/// schemas of `--schemas`, `KeyFile` the keys; a `Lookout` looks at their files, so that no request
/// calls the file system for them, and a `DiskCall` makes other calls that may never return.
@NullMarked
package dev.rowgate.http;

import org.jspecify.annotations.NullMarked;
