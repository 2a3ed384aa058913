package dev.rowgate.http.filter;

import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.http.watched.ApiKeyFile;
import dev.rowgate.problem.InputProblem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// Filter that refuses requests without a valid API key, before any of the body is read. Without a
/// key file all requests pass. Thread-safe.
public final class ApiKeyFilter {

  /// RFC 6750, section 2.1: the scheme in any case, then a token.
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");

  private final @Nullable ApiKeyFile file;

  public ApiKeyFilter(@Nullable ApiKeyFile file) {
    this.file = file;
  }

  /// Whether the key file is currently invalid, so that its last valid version is in use.
  public boolean isFaulty() {
    return file != null && file.isFaulty();
  }

  public Handler around(Handler handler) {
    return file == null
        ? handler
        : ctx -> {
          if (!refuses(ctx)) {
            handler.handle(ctx);
          }
        };
  }

  /// Sends a refusal if the request has no valid key.
  public boolean refuses(Context ctx) {
    if (file == null) {
      return false;
    }
    RequestContext exchange = RequestContext.of(ctx.req());
    List<String> given = exchange.request().getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
    String owner = given.size() == 1 ? owner(file, given.getFirst()) : null;
    if (owner == null) {
      var unauthorized = new InputProblem.Unauthorized(!given.isEmpty());
      Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, List.of(unauthorized));
      return true;
    }
    exchange.key(owner);
    return false;
  }

  /// Adds `Cache-Control: no-store` if keys are required, because the responses are for their
  /// owners only.
  public Handler uncached(Handler handler) {
    return file == null
        ? handler
        : ctx -> {
          ctx.res().setHeader("Cache-Control", "no-store");
          handler.handle(ctx);
        };
  }

  private static @Nullable String owner(ApiKeyFile keys, String authorization) {
    Matcher bearer = BEARER.matcher(authorization.strip());
    return bearer.matches() ? keys.current().ownerOf(bearer.group(1)) : null;
  }
}
