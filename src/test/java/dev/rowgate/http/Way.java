package dev.rowgate.http;

/// Routes from a client to the service.
enum Way {
  DIRECT,
  /// Through the files in `nginx/`.
  SIDECAR,
  /// Through an nginx with a plain `proxy_pass`, which speaks HTTP/1.0 to the service, so the
  /// client can't see an abort.
  FOREIGN_HTTP_1_0,
  /// Through an nginx with `proxy_http_version 1.1` and an empty `Connection`, without headers that
  /// identify a proxy.
  FOREIGN_HTTP_1_1;

  boolean isForeign() {
    return this == FOREIGN_HTTP_1_0 || this == FOREIGN_HTTP_1_1;
  }
}
