package dev.rowgate.http;

import dev.rowgate.bytes.Encoders;
import dev.rowgate.keys.KeyMemory;
import dev.rowgate.keys.SpillingScratch;
import dev.rowgate.options.Respond;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.problem.InputProblem;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/// `POST /v1/transform` and `/v1/validate`: CSV in, JSON lines or a report out.
final class Transform {

  private final SchemaDirectory schemas;
  private final Settings settings;
  private final Spools spools;
  private final Workshop shop;
  private final Encoders encoders;
  private final KeyMemory keyMemory;

  Transform(
      SchemaDirectory schemas, Settings settings, Spools spools, Workshop shop, Encoders encoders) {
    this.schemas = schemas;
    this.settings = settings;
    this.spools = spools;
    this.shop = shop;
    this.encoders = encoders;
    this.keyMemory = new KeyMemory(settings.limits().keyMemory());
  }

  void transform(Context ctx) throws IOException {
    handle(ctx, Product.LINES);
  }

  void validate(Context ctx) throws IOException {
    handle(ctx, Product.REPORT);
  }

  private void handle(Context ctx, Product product) throws IOException {
    HttpServletRequest request = ctx.req();
    HttpServletResponse response = ctx.res();
    response.addHeader("Vary", "Accept, Accept-Encoding");
    switch (Representation.asked(request, product.mediaTypes())) {
      case Representation.Asked.Not(var problem) ->
          Refusal.send(request, response, Outcome.REFUSED, List.of(problem));
      case Representation.Asked.Acceptable(var form) -> handle(ctx, product, form);
    }
  }

  private void handle(Context ctx, Product product, Representation form) throws IOException {
    HttpServletRequest request = ctx.req();
    HttpServletResponse response = ctx.res();
    Exchange exchange = Exchange.of(request);
    try (var account = shop.budget().open();
        var schemaMemory = shop.schemas().open();
        var intake = new KeyIntake(scratch(), account, shop, exchange, settings.limits())) {
      switch (new TransformRequest(
              request, product, schemas, settings, intake, shop.turns(), schemaMemory)
          .read()) {
        case TransformRequest.Asked.Nonsense(var problems) ->
            Refusal.send(request, response, Outcome.REFUSED, problems);
        case TransformRequest.Asked.Conversion asked ->
            finish(
                request,
                response,
                asked.keys().readsInputTwice()
                    ? runTwice(ctx, product, asked, form, account, intake)
                    : run(ctx, product, asked, form, account, asked.upload(), false));
      }
    }
  }

  /// Rows go out when all of the upload is in: any record may be what another refers to.
  private Relay.End runTwice(
      Context ctx,
      Product product,
      TransformRequest.Asked.Conversion asked,
      Representation form,
      Budget.Account account,
      KeyIntake intake) {
    try (Spool spool = spools.forOneAnswer()) {
      var upload = new TwiceRead(asked.upload(), spool);
      List<InputProblem> problems = intake.readInput(asked, upload);
      if (!problems.isEmpty()) {
        return new Relay.End.Refused(problems);
      }
      upload.rewind();
      return run(ctx, product, asked, form, account, upload, true);
    }
  }

  /// @param isIn whether the client has nothing to do any more but to read
  private Relay.End run(
      Context ctx,
      Product product,
      TransformRequest.Asked.Conversion asked,
      Representation form,
      Budget.Account account,
      Upload upload,
      boolean isIn) {
    Exchange exchange = Exchange.of(ctx.req());
    Respond respond = Delivery.of(asked.respond(), exchange.request());
    Sidecar.allowUpload(exchange.request(), exchange.body());
    var sink = new UploadSink(exchange.body(), settings.limits(), System::nanoTime);
    try (var conversion =
            new Conversion(
                asked.schema(),
                asked.dialect(),
                asked.options(),
                settings.limits(),
                asked.compression(),
                asked.keys(),
                product.writer(asked.options()));
        var work = new Work(conversion, account, shop, exchange.patience());
        var answer =
            new Answer(
                ctx.req(),
                ctx.res(),
                respond,
                form,
                Packing.of(form.coding(), encoders, shop.turns()),
                spools,
                sink,
                work)) {
      if (isIn) {
        answer.uploadEnded();
      }
      var relay = new Relay(conversion, work, upload, answer, exchange);
      exchange.body().meanwhile(relay);
      Relay.End end = relay.run();
      exchange.found(conversion.tally());
      return end;
    } finally {
      // What lingers needs none of it.
      exchange.body().meanwhile(Waiting.IDLY);
      account.hold(0, 0);
    }
  }

  private SpillingScratch scratch() {
    return new SpillingScratch(keyMemory, spools, settings.limits().keySpoolBytes());
  }

  private static void finish(
      HttpServletRequest request, HttpServletResponse response, Relay.End end) {
    Exchange exchange = Exchange.of(request);
    switch (end) {
      case Relay.End.Completed(var summary) -> exchange.ended(Outcome.COMPLETED, summary);
      case Relay.End.Refused(var problems) ->
          Refusal.send(request, response, Outcome.REFUSED, problems);
      case Relay.End.Withdrawn(var fault, var summary, var json) -> {
        Refusal.send(request, response, fault, json);
        exchange.ended(Outcome.REFUSED, summary);
      }
      case Relay.End.Stopped(var fault, var summary) -> {
        exchange.failed(List.of(fault));
        exchange.ended(Outcome.STOPPED, summary);
        new Linger(exchange).readOnBeforeReset();
        exchange.breakOff();
      }
      case Relay.End.ClientGone(var summary) -> {
        exchange.ended(Outcome.CLIENT_GONE, summary);
        exchange.breakOff();
      }
    }
  }
}
