import io.javalin.Javalin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The lower limit for a service on Javalin and Jetty: reads the body to its end and answers with
/// 187 bytes, as long as the rows and the summary of ten short records.
///
/// Arguments: the port.
public final class Echo {

  private static final byte[] ANSWER =
      ("{\"echo\":\"" + "x".repeat(187 - 12) + "\"}\n").getBytes(StandardCharsets.US_ASCII);

  private Echo() {}

  public static void main(String[] args) {
    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.get("/readyz", ctx -> ctx.result("ok"));
              config.routes.post(
                  "/echo",
                  ctx -> {
                    drain(ctx.bodyInputStream());
                    ctx.contentType("application/x-ndjson").result(ANSWER);
                  });
            })
        .start("127.0.0.1", Integer.parseInt(args[0]));
  }

  private static void drain(InputStream body) throws IOException {
    body.transferTo(OutputStream.nullOutputStream());
  }
}
