package dev.rowgate.http.pages;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Handlers of `/livez` and `/readyz`: liveness and readiness probes. Thread-safe.
public final class Health {

  public static final String LIVE = "/livez";
  public static final String READY = "/readyz";

  private static final byte[] OK = "ok\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] STOPPING = "stopping\n".getBytes(StandardCharsets.UTF_8);

  private static final byte[] NO_DISK =
      "the spool directory can't be used\n".getBytes(StandardCharsets.UTF_8);

  private static final byte[] WARMING = "warming up\n".getBytes(StandardCharsets.UTF_8);

  private final AtomicBoolean ready = new AtomicBoolean(true);

  private final BooleanSupplier disk;
  private final BooleanSupplier warm;

  /// @param disk whether the spool directory works
  /// @param warm whether the service is ready with regard to its warm-up
  public Health(BooleanSupplier disk, BooleanSupplier warm) {
    this.disk = disk;
    this.warm = warm;
  }

  /// Marks the service as stopping.
  ///
  /// @return false if it was already
  public boolean stopping() {
    return ready.getAndSet(false);
  }

  public void live(Context ctx) throws IOException {
    answer(ctx, 200, OK);
  }

  public void ready(Context ctx) throws IOException {
    if (!ready.get()) {
      answer(ctx, 503, STOPPING);
    } else if (!disk.getAsBoolean()) {
      answer(ctx, 503, NO_DISK);
    } else if (warm.getAsBoolean()) {
      answer(ctx, 200, OK);
    } else {
      answer(ctx, 503, WARMING);
    }
  }

  private static void answer(Context ctx, int status, byte[] text) throws IOException {
    var response = ctx.res();
    response.setStatus(status);
    response.setContentType("text/plain");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(text.length);
    response.getOutputStream().write(text);
  }
}
