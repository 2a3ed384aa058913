/// The server: Jetty's settings, its connections, and what happens before a request is routed.
@NullMarked
package dev.rowgate.http.jetty;

import org.jspecify.annotations.NullMarked;
