package dev.rowgate.http.pages;

import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.media.Query;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.http.watched.SchemaEntry;
import dev.rowgate.lines.ProblemJson;
import dev.rowgate.problem.InputProblem;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Handlers of `GET /v1/schemas` and `GET /v1/schemas/{name}`.
///
/// ```json
/// {"schemas":[{"name":"people","fields":2},{"name":"places","fields":4,"fault":{"code":…}}]}
/// ```
///
/// `fault` is the first problem of a file that has become invalid. `fields` is absent if the file
/// was never valid; such a schema can't be used.
public final class SchemaRoutes {

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final SchemaDirectory schemas;

  public SchemaRoutes(SchemaDirectory schemas) {
    this.schemas = schemas;
  }

  public void list(Context ctx) throws IOException {
    if (refusesQuery(ctx)) {
      return;
    }
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("schemas");
      schemas.list().forEach(entry -> write(json, entry));
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    json(ctx, bytes.size());
    bytes.writeTo(ctx.res().getOutputStream());
  }

  public void one(Context ctx) throws IOException {
    if (refusesQuery(ctx)) {
      return;
    }
    String name = ctx.pathParam("name");
    SchemaEntry.Good good = schemas.find(name);
    if (good == null) {
      Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, List.of(schemas.unknown(name)));
    } else {
      json(ctx, good.length());
      good.writeTo(ctx.res().getOutputStream());
    }
  }

  /// Refuses a query that can't be decoded, as all of `/v1` does, although these routes have no
  /// options.
  private static boolean refusesQuery(Context ctx) {
    List<InputProblem> problems = Query.of(ctx.req()).problems();
    if (!problems.isEmpty()) {
      Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, problems);
    }
    return !problems.isEmpty();
  }

  private static void write(JsonGenerator json, SchemaEntry entry) {
    json.writeStartObject();
    json.writeStringProperty("name", entry.name());
    SchemaEntry.Good good = entry.good();
    if (good != null) {
      json.writeNumberProperty("fields", good.schema().fields().size());
    }
    if (entry.isFaulty()) {
      json.writeName("fault");
      ProblemJson.write(json, entry.faults().getFirst());
    }
    json.writeEndObject();
  }

  private static void json(Context ctx, int length) {
    ctx.res().setContentType("application/json");
    ctx.res().setContentLength(length);
  }
}
