package dev.rowgate.http.convert;

import dev.rowgate.bytes.Encoders;
import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.exchange.Sidecar;
import dev.rowgate.http.exchange.Waiting;
import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.SharedResources;
import dev.rowgate.http.machine.Spool;
import dev.rowgate.http.machine.Spools;
import dev.rowgate.http.refusal.Linger;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.http.upload.TwiceRead;
import dev.rowgate.http.upload.Upload;
import dev.rowgate.http.upload.UploadSink;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.keys.SpillingScratch;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.Limit;
import dev.rowgate.options.Respond;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/// Handlers of `POST /v1/transform` and `/v1/validate`: convert a CSV upload to JSON lines, CSV or
/// a report.
public final class Transform {

  private static final HttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, "Accept, Accept-Encoding");

  private final SchemaDirectory schemas;
  private final Settings settings;
  private final Spools spools;
  private final SharedResources shared;
  private final Encoders encoders;
  private final ByteLimit keyMemory;
  private final PlanCache plans = new PlanCache();

  public Transform(
      SchemaDirectory schemas,
      Settings settings,
      Spools spools,
      SharedResources shared,
      Encoders encoders) {
    this.schemas = schemas;
    this.settings = settings;
    this.spools = spools;
    this.shared = shared;
    this.encoders = encoders;
    this.keyMemory = new ByteLimit(settings.limits().of(Limit.MAX_KEY_MEMORY));
  }

  public void transform(Context ctx) throws IOException {
    handle(ctx, OutputKind.LINES);
  }

  public void validate(Context ctx) throws IOException {
    handle(ctx, OutputKind.REPORT);
  }

  private void handle(Context ctx, OutputKind product) throws IOException {
    HttpServletRequest request = ctx.req();
    HttpServletResponse response = ctx.res();
    ServletContextResponse.getServletContextResponse(response).getHeaders().add(VARY);
    RequestContext exchange = RequestContext.of(request);
    try (var account = shared.budget().open();
        var schemaMemory = shared.schemas().open();
        var references =
            new ReferenceLoader(scratch(), account, shared, exchange, settings.limits())) {
      exchange.body().readAheadInto(spools::forOneAnswer);
      switch (new TransformRequest(
              request,
              exchange,
              product,
              plans,
              schemas,
              settings,
              references,
              shared.cpu(),
              schemaMemory)
          .read()) {
        case ConversionRequest.Refused(var problems) -> refuse(request, response, problems);
        case ConversionRequest.Conversion asked ->
            finish(
                request,
                response,
                exchange,
                asked.keys().readsInputTwice()
                    ? runTwice(ctx, exchange, product, asked, account, references)
                    : run(ctx, exchange, product, asked, account, asked.upload(), false));
      }
    } finally {
      exchange.body().forgetAhead();
    }
  }

  /// Runs a conversion whose keys need all of the upload first: any record may be the target of
  /// another one's reference.
  private Transfer.End runTwice(
      Context ctx,
      RequestContext exchange,
      OutputKind product,
      ConversionRequest.Conversion asked,
      Budget.Account account,
      ReferenceLoader references) {
    try (Spool spool = spools.forOneAnswer()) {
      var upload = new TwiceRead(asked.upload(), spool);
      List<InputProblem> problems = references.readInput(asked, upload);
      if (!problems.isEmpty()) {
        return new Transfer.End.Refused(problems);
      }
      upload.rewind();
      return run(ctx, exchange, product, asked, account, upload, true);
    }
  }

  /// @param isIn whether the client has sent everything and only has to read
  private Transfer.End run(
      Context ctx,
      RequestContext exchange,
      OutputKind product,
      ConversionRequest.Conversion asked,
      Budget.Account account,
      Upload upload,
      boolean isIn) {
    Plan plan = asked.plan();
    Respond respond = Delivery.of(plan.respond(), exchange.request());
    Sidecar.allowUpload(exchange.request(), exchange.body());
    var sink = new UploadSink(exchange.body(), settings.limits(), System::nanoTime);
    try (var conversion = conversion(product, asked);
        var work = new ConversionTask(conversion, account, shared, exchange.patience());
        var answer =
            new ResponseWriter(
                exchange,
                ctx.res(),
                respond,
                plan.form(),
                Packing.of(plan.form().coding(), encoders, shared.cpu()),
                spools,
                sink,
                work)) {
      if (isIn) {
        answer.uploadEnded();
      }
      var relay = new Transfer(conversion, work, upload, answer, plan.options(), exchange);
      exchange.body().meanwhile(relay);
      Transfer.End end = relay.run();
      exchange.found(conversion.tally());
      return end;
    } finally {
      // Discarding the rest of the upload needs none of it.
      exchange.body().meanwhile(Waiting.NONE);
      account.hold(0, 0);
    }
  }

  private Conversion conversion(OutputKind product, ConversionRequest.Conversion asked) {
    Plan plan = asked.plan();
    return new Conversion(
        asked.schema(),
        plan.dialect(),
        plan.options(),
        settings.limits(),
        plan.compression(),
        asked.keys(),
        product.writer(plan.options(), plan.dialect()));
  }

  private SpillingScratch scratch() {
    return new SpillingScratch(keyMemory, spools, settings.limits().of(Limit.MAX_KEY_SPOOL_BYTES));
  }

  /// Refuses the request; one whose client went meanwhile gets no answer.
  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, List<? extends Problem> problems) {
    RequestContext exchange = RequestContext.of(request);
    if (exchange.isClientGone()) {
      exchange.setOutcome(Outcome.CLIENT_GONE);
      exchange.breakOff();
    } else {
      Refusal.send(request, response, Outcome.REFUSED, problems);
    }
  }

  private static void finish(
      HttpServletRequest request,
      HttpServletResponse response,
      RequestContext exchange,
      Transfer.End end) {
    switch (end) {
      case Transfer.End.Completed(var summary) -> exchange.setOutcome(Outcome.COMPLETED, summary);
      case Transfer.End.Refused(var problems) -> refuse(request, response, problems);
      case Transfer.End.Withdrawn(var fault, var summary, var json) -> {
        Refusal.send(request, response, fault, json);
        exchange.setOutcome(Outcome.REFUSED, summary);
      }
      case Transfer.End.Stopped(var fault, var summary) -> {
        exchange.failed(List.of(fault));
        exchange.setOutcome(Outcome.STOPPED, summary);
        new Linger(exchange).readOnBeforeReset();
        exchange.breakOff();
      }
      case Transfer.End.ClientGone(var summary) -> {
        exchange.setOutcome(Outcome.CLIENT_GONE, summary);
        exchange.breakOff();
      }
    }
  }
}
