package dev.rowgate.http;

import dev.rowgate.options.Limits;
import dev.rowgate.pipeline.Conversion;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// `POST /v1/transform`: CSV in, JSON lines out.
final class Transform {

  private final SchemaDirectory schemas;
  private final Limits limits;
  private final Budget budget;
  private final Turns turns = new Turns();

  Transform(SchemaDirectory schemas, Limits limits, Budget budget) {
    this.schemas = schemas;
    this.limits = limits;
    this.budget = budget;
  }

  void handle(Context ctx) throws IOException {
    HttpServletRequest request = ctx.req();
    HttpServletResponse response = ctx.res();
    switch (new TransformRequest(request, schemas, limits).read()) {
      case TransformRequest.Asked.Nonsense(var problems) ->
          Refusal.send(request, response, Outcome.REFUSED, problems);
      case TransformRequest.Asked.Conversion asked -> {
        try (var account = budget.open();
            var conversion =
                new Conversion(
                    asked.schema(),
                    asked.dialect(),
                    asked.options(),
                    limits,
                    asked.compression())) {
          var relay = new Relay(conversion, account, asked.upload(), response, turns);
          finish(request, response, relay.run());
        }
      }
    }
  }

  private static void finish(
      HttpServletRequest request, HttpServletResponse response, Relay.End end) {
    Exchange exchange = Exchange.of(request);
    switch (end) {
      case Relay.End.Completed(var summary) -> exchange.ended(Outcome.COMPLETED, summary);
      case Relay.End.Refused(var problems) ->
          Refusal.send(request, response, Outcome.REFUSED, problems);
      case Relay.End.Stopped(var summary) -> {
        exchange.ended(Outcome.STOPPED, summary);
        new Linger(exchange).readOn();
        exchange.breakOff();
      }
      case Relay.End.ClientGone(var summary) -> {
        exchange.ended(Outcome.CLIENT_GONE, summary);
        exchange.breakOff();
      }
    }
  }
}
