/// Parsing of headers and queries: media types, content codings, content negotiation. Support for a
/// media type, a content coding or a request header belongs here. Read
/// [HeaderValue][dev.rowgate.http.media.HeaderValue] first, then
/// [Representation][dev.rowgate.http.media.Representation].
@NullMarked
package dev.rowgate.http.media;

import org.jspecify.annotations.NullMarked;
