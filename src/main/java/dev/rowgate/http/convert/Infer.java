package dev.rowgate.http.convert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Compression;
import dev.rowgate.http.exchange.Outcome;
import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.machine.CpuSlots;
import dev.rowgate.http.machine.SharedResources;
import dev.rowgate.http.media.BodyHeaders;
import dev.rowgate.http.media.BodyKind;
import dev.rowgate.http.media.Query;
import dev.rowgate.http.media.Representation;
import dev.rowgate.http.refusal.Refusal;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.http.upload.MultipartBody;
import dev.rowgate.http.upload.Upload;
import dev.rowgate.infer.InferOptions;
import dev.rowgate.infer.Inference;
import dev.rowgate.infer.Inferred;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.InputProblem;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Handler of `POST /v1/infer`: returns a schema with its dialect for a CSV upload. It reads the
/// whole upload, because most clients read the response only after that, and discards what follows
/// the sample.
public final class Infer {

  private static final List<String> MEDIA_TYPES = List.of("application/json");

  private final Settings settings;
  private final CpuSlots cpu;
  private final ByteLimit windows;

  public Infer(Settings settings, SharedResources shared) {
    this.settings = settings;
    this.cpu = shared.cpu();
    this.windows = shared.windows();
  }

  public void handle(Context ctx) throws IOException {
    HttpServletRequest request = ctx.req();
    switch (Representation.asked(request, MEDIA_TYPES)) {
      case Representation.Asked.Not(var problem) -> refuse(ctx, problem);
      case Representation.Asked.Acceptable _ -> handle(ctx, request);
    }
  }

  private void handle(Context ctx, HttpServletRequest request) throws IOException {
    switch (BodyHeaders.of(request)) {
      case BodyHeaders.Said.Not(var problem) -> refuse(ctx, problem);
      case BodyHeaders.Said.Usable(var body, var compression, var encoding) -> {
        if (body.kind() != BodyKind.MULTIPART) {
          handle(ctx, body, compression, () -> upload(ctx, body.kind(), compression));
        } else if (Plan.isPacked(compression)) {
          refuse(ctx, BodyHeaders.unreadEncoding(encoding, "it around the part 'file' alone"));
        } else {
          handleMultipart(ctx, body);
        }
      }
    }
  }

  private void handleMultipart(Context ctx, BodyKind.Typed type) throws IOException {
    InputProblem unbounded = type.boundaryFault();
    if (unbounded != null) {
      refuse(ctx, unbounded);
      return;
    }
    Upload upload = upload(ctx, BodyKind.MULTIPART, Compression.DETECT);
    var body = MultipartBody.ofFile(upload, type.boundary(), settings.limits());
    InputProblem fault = body.open();
    if (fault == null) {
      BodyKind.Typed file = BodyKind.ofPart(body.type());
      handle(ctx, file, body.compression(), () -> body);
    } else {
      refuse(ctx, fault);
    }
  }

  private Upload upload(Context ctx, BodyKind kind, Compression compression) {
    RequestContext exchange = RequestContext.of(ctx.req());
    exchange.readingBegins();
    boolean form = kind == BodyKind.FORM && compression == Compression.DETECT;
    return Upload.of(exchange, form, settings.limits());
  }

  /// @param upload opens the upload; called only if the query is valid
  private void handle(
      Context ctx, BodyKind.Typed body, Compression compression, Supplier<Upload> upload)
      throws IOException {
    Query query = Query.of(ctx.req());
    switch (InferOptions.read(given(query.values(), body))) {
      case InferOptions.Result.Refused(var problems) -> refuse(ctx, problems);
      case InferOptions.Result.Read(var options) when query.problems().isEmpty() ->
          infer(ctx, options, compression, upload.get());
      case InferOptions.Result.Read _ -> refuse(ctx, query.problems());
    }
  }

  /// Returns the options of the query, completed by those of the media type.
  private static Map<String, List<String>> given(
      Map<String, List<String>> query, BodyKind.Typed body) {
    var given = new HashMap<>(query);
    body.options().forEach(given::putIfAbsent);
    if (body.kind().dialect().equals(PartialDialect.TSV)) {
      given.putIfAbsent("delimiter", List.of("tab"));
    }
    return given;
  }

  private void infer(Context ctx, InferOptions options, Compression compression, Upload upload)
      throws IOException {
    try (var inference = new Inference(options, settings.limits(), compression)) {
      inference.countWindows(windows);
      switch (infer(inference, upload)) {
        case Inferred.Descriptor(var json, _, _, _) -> send(ctx.res(), json.getBytes(UTF_8));
        case Inferred.Refused(var problems) -> refuse(ctx, upload.explain(problems));
      }
    }
  }

  private Inferred infer(Inference inference, Upload upload) {
    var piece = new ReadBuffer();
    int length = upload.read(piece);
    while (length >= 0) {
      cpu.begin();
      try {
        inference.feed(piece.bytes(), 0, length);
      } finally {
        cpu.end();
      }
      length = inference.hasFailed() ? -1 : upload.read(piece);
    }
    inference.warn(upload.warnings());
    // Another format has no line ends, though it hasn't lost any.
    InputProblem found = inference.fault();
    InputProblem fault = found == null ? upload.fault() : found;
    if (fault != null) {
      return inference.cut(fault);
    }
    cpu.begin();
    try {
      return inference.end();
    } finally {
      cpu.end();
    }
  }

  private static void send(HttpServletResponse response, byte[] json) throws IOException {
    response.setContentType(MEDIA_TYPES.getFirst());
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }

  private static void refuse(Context ctx, InputProblem problem) {
    refuse(ctx, List.of(problem));
  }

  private static void refuse(Context ctx, List<InputProblem> problems) {
    Refusal.send(ctx.req(), ctx.res(), Outcome.REFUSED, problems);
  }
}
