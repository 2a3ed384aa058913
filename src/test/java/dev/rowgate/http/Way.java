package dev.rowgate.http;

/// Over which a client comes to the app.
enum Way {
  DIRECT,
  /// Through the files in `nginx/`.
  SIDECAR,
  /// Through an nginx with nothing but a `proxy_pass`, which speaks HTTP/1.0 to the app: the client
  /// can't be told of a cut.
  FOREIGN_HTTP_1_0,
  /// Through one with `proxy_http_version 1.1` and an empty `Connection`, and nothing that would
  /// tell the app of it.
  FOREIGN_HTTP_1_1;

  boolean isForeign() {
    return this == FOREIGN_HTTP_1_0 || this == FOREIGN_HTTP_1_1;
  }
}
