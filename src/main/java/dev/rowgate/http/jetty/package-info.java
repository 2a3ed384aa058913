/// The Jetty server: its configuration, its connections, and what happens to a request before it is
/// routed. A server setting or a workaround for Jetty belongs here. Read
/// [JettySetup][dev.rowgate.http.jetty.JettySetup] first.
@NullMarked
package dev.rowgate.http.jetty;

import org.jspecify.annotations.NullMarked;
