package dev.rowgate.http.convert;

import dev.rowgate.bytes.Compression;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.machine.CpuSlots;
import dev.rowgate.http.media.BodyHeaders;
import dev.rowgate.http.media.BodyKind;
import dev.rowgate.http.media.Query;
import dev.rowgate.http.media.Representation;
import dev.rowgate.http.settings.Settings;
import dev.rowgate.http.upload.FileUpload;
import dev.rowgate.http.upload.MultipartBody;
import dev.rowgate.http.upload.Upload;
import dev.rowgate.http.watched.ReferenceFile;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.http.watched.SchemaEntry;
import dev.rowgate.lines.RejectsWriter;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.options.Respond;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaResult;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Reads what a request for a conversion asks: query, headers and, of a multipart body, all before
/// the file. All that is wrong with the query is told at once.
final class TransformRequest {

  /// Headers of parts, or what a packer adds to what it can't make smaller.
  private static final long WRAPPING = 64 << 10;

  private final HttpServletRequest request;
  private final OutputKind product;
  private final SchemaDirectory schemas;
  private final ReferenceLoader references;
  private final CpuSlots cpu;
  private final Budget.Account schemaMemory;
  private final Limits limits;
  private final PlanCache plans;
  private final PlanCache.@Nullable Key key;
  private final Respond standard;
  private @Nullable TransformQuery query;

  /// @param references takes what foreign keys lead to
  /// @param cpu and schemaMemory for a schema that comes with the request
  TransformRequest(
      HttpServletRequest request,
      OutputKind product,
      PlanCache plans,
      SchemaDirectory schemas,
      Settings settings,
      ReferenceLoader references,
      CpuSlots cpu,
      Budget.Account schemaMemory) {
    this.references = references;
    this.cpu = cpu;
    this.schemaMemory = schemaMemory;
    this.request = request;
    this.product = product;
    this.schemas = schemas;
    this.limits = settings.limits();
    this.plans = plans;
    Request jetty = RequestContext.of(request).request();
    this.key = PlanCache.Key.of(product, jetty.getHttpURI().getQuery(), jetty.getHeaders());
    this.standard = settings.respond();
  }

  /// What came of it.
  sealed interface Asked {

    /// All that a conversion needs.
    record Conversion(Plan plan, @Nullable Schema schema, Upload upload, RunKeys keys)
        implements Asked {}

    /// @param problems never empty
    record Refused(List<? extends Problem> problems) implements Asked {}
  }

  Asked read() throws IOException {
    Plan plan = plans.find(key);
    Asked asked = plan == null ? null : read(plan);
    return asked == null ? readAnew() : asked;
  }

  private Asked readAnew() throws IOException {
    return switch (Representation.asked(request, product.mediaTypes(query().format()))) {
      case Representation.Asked.Not(var problem) -> refused(problem);
      case Representation.Asked.Acceptable(var form) ->
          switch (BodyHeaders.of(request)) {
            case BodyHeaders.Said.Not(var problem) -> refused(problem);
            case BodyHeaders.Said.Usable(var typed, var compression, var encoding) ->
                read(form, typed, compression, encoding);
          };
    };
  }

  private Asked read(
      Representation form, BodyKind.Typed body, Compression compression, String encoding)
      throws IOException {
    boolean multipart = body.kind() == BodyKind.MULTIPART;
    boolean packed = Plan.isPacked(compression);
    if (multipart && packed) {
      // It would pack the schema too. A part `file` that is packed is found to be.
      return refused(BodyHeaders.unreadEncoding(encoding, "it around the part 'file' alone"));
    }
    PartialDialect typed = query().parameters(body);
    if (!query().problems().isEmpty()) {
      return new Asked.Refused(query().problems());
    }
    InputProblem tooLarge = tooLarge(multipart, packed);
    if (tooLarge != null) {
      return refused(tooLarge);
    }
    return multipart
        ? multipart(form, body)
        : single(
            form,
            typed.orElse(body.kind().dialect()),
            compression,
            packed ? BodyKind.CSV : body.kind());
  }

  /// A body that is the CSV. What its schema's foreign keys lead to lies beside the schema.
  private Asked single(
      Representation form, PartialDialect typed, Compression compression, BodyKind kind)
      throws IOException {
    Schema schema = query().schema();
    Dialect ofReferences = dialect(schema, PartialDialect.NOTHING);
    InputProblem conflict = ofReferences.conflict();
    if (conflict != null) {
      return refused(conflict);
    }
    Dialect dialect = dialect(schema, typed);
    InputProblem typedConflict = conflict(form, dialect);
    if (typedConflict != null) {
      return refused(typedConflict);
    }
    Plan plan = plan(form, dialect, ofReferences, compression, kind, schema);
    plans.keep(key, plan);
    return begin(plan, schema);
  }

  /// As a request before has asked it.
  ///
  /// @return null if the schema is another one now
  private @Nullable Asked read(Plan plan) throws IOException {
    Schema schema = null;
    if (plan.schemaName() != null) {
      SchemaEntry.Good good = schemas.find(plan.schemaName());
      if (good == null || !plan.version().refersTo(good.schema())) {
        return null;
      }
      schema = good.schema();
    }
    InputProblem tooLarge = tooLarge(false, Plan.isPacked(plan.compression()));
    return tooLarge == null ? begin(plan, schema) : refused(tooLarge);
  }

  /// Reads what the schema's foreign keys lead to.
  private Asked begin(Plan plan, @Nullable Schema schema) throws IOException {
    references.open(schema);
    for (String name : references.keys().resources()) {
      List<InputProblem> wrong = reference(name, plan.ofReferences());
      if (!wrong.isEmpty()) {
        return new Asked.Refused(wrong);
      }
    }
    return new Asked.Conversion(plan, schema, upload(plan.kind()), references.keys());
  }

  /// What is too long for certain is refused before it is read: a part of the body may be something
  /// else than the CSV.
  private @Nullable InputProblem tooLarge(boolean multipart, boolean packed) {
    long wrapping = (multipart ? limits.schemaBytes() + WRAPPING : 0) + (packed ? WRAPPING : 0);
    return request.getContentLengthLong() - wrapping > limits.uploadBytes()
        ? new InputProblem.UploadTooLarge(limits.uploadBytes())
        : null;
  }

  private Upload upload(BodyKind kind) throws IOException {
    RequestContext.of(request).readingBegins();
    return Upload.of(RequestContext.of(request), kind == BodyKind.FORM, limits);
  }

  /// @return why the run can't begin; empty if it can
  private List<InputProblem> reference(String name, Dialect dialect) {
    try (ReferenceFile file = schemas.reference(name)) {
      return file == null
          ? List.of(new InputProblem.MissingReference(name))
          : references.read(name, dialect, new FileUpload(file));
    } catch (IOException e) {
      return List.of(new InputProblem.BadReference(name, 0, FileUpload.unreadable(e)));
    }
  }

  private Asked multipart(Representation form, BodyKind.Typed type) throws IOException {
    InputProblem unbounded = type.boundaryFault();
    if (unbounded != null) {
      return refused(unbounded);
    }
    var body =
        MultipartBody.withSchema(
            upload(type.kind()), type.boundary(), limits, schemaMemory::borrow);
    InputProblem fault = body.open();
    if (fault != null) {
      return refused(fault);
    }
    if (!body.hasSchema()) {
      return withParts(form, query().schema(), body);
    }
    if (query().schemaName() != null) {
      return refused(
          new InputProblem.BadMultipart(
              "the query names a schema, and the body has a part 'schema': leave out one of them"));
    }
    RequestContext exchange = RequestContext.of(request);
    var reading = new SchemaReading(cpu, schemaMemory, exchange.patience());
    return switch (reading.read(body.schema(), limits.schemaBytes())) {
      case SchemaResult.Parsed(Schema schema) -> withParts(form, schema, body);
      case SchemaResult.Invalid invalid -> new Asked.Refused(invalid.problems());
      case null ->
          refused(exchange.patience().isOver() ? exchange.ending() : new InputProblem.TooBusy());
    };
  }

  /// Reads the references as they come, up to part `file`. Those of a schema of the directory that
  /// don't come lie beside it.
  private Asked withParts(Representation form, @Nullable Schema schema, MultipartBody body) {
    if (schema == null && body.reference() != null) {
      return refused(
          new InputProblem.BadMultipart(
              "part 'reference:"
                  + Excerpt.of(body.reference()).text()
                  + "' needs a schema: part 'schema' before it, or schema=NAME in the query"));
    }
    references.open(schema);
    var given = new HashSet<String>();
    for (String name = body.reference(); name != null; name = body.reference()) {
      if (!given.add(name)) {
        return refused(
            new InputProblem.BadMultipart("there are two parts 'reference:" + name + "'"));
      }
      List<InputProblem> wrong = reference(name, schema, body);
      if (!wrong.isEmpty()) {
        return new Asked.Refused(wrong);
      }
      InputProblem fault = body.next();
      if (fault != null) {
        return refused(fault);
      }
    }
    List<InputProblem> wrong =
        body.hasSchema() ? references.keys().wrongWith(given) : othersOfDirectory(given, schema);
    if (!wrong.isEmpty()) {
      return new Asked.Refused(wrong);
    }
    PartialDialect typed = typed(body);
    return query().problems().isEmpty()
        ? conversion(form, schema, typed, body)
        : new Asked.Refused(query().problems());
  }

  /// @return why the run can't begin; empty if it can
  private List<InputProblem> othersOfDirectory(Set<String> given, @Nullable Schema schema) {
    Dialect dialect = dialect(schema, PartialDialect.NOTHING);
    InputProblem conflict = dialect.conflict();
    if (conflict != null) {
      return List.of(conflict);
    }
    for (String name : references.keys().resources()) {
      List<InputProblem> wrong = given.contains(name) ? List.of() : reference(name, dialect);
      if (!wrong.isEmpty()) {
        return wrong;
      }
    }
    return List.of();
  }

  /// @return why the run can't begin; empty if it can
  private List<InputProblem> reference(String name, @Nullable Schema schema, MultipartBody body) {
    InputProblem unknown = references.keys().refuse(name);
    if (unknown != null) {
      return List.of(unknown);
    }
    Dialect dialect = dialect(schema, typed(body));
    InputProblem conflict = dialect.conflict();
    if (conflict != null || !query().problems().isEmpty()) {
      return conflict == null ? query().problems() : List.of(conflict);
    }
    List<InputProblem> wrong = references.read(name, dialect, body);
    InputProblem cut = body.fault();
    return cut == null ? wrong : List.of(cut);
  }

  /// What the media type of the part says that is read now.
  private PartialDialect typed(MultipartBody body) {
    BodyKind.Typed type = BodyKind.of(body.type()).orElse(BodyKind.Typed.UNSAID);
    return query().parameters(type).orElse(type.kind().dialect());
  }

  private Dialect dialect(@Nullable Schema schema, PartialDialect typed) {
    PartialDialect ofSchema = schema == null ? PartialDialect.NOTHING : schema.dialect();
    return query().options().dialect().orElse(ofSchema).orElse(typed).complete();
  }

  /// @param typed what the media type says of the CSV
  private Asked conversion(
      Representation form, @Nullable Schema schema, PartialDialect typed, MultipartBody body) {
    Dialect dialect = dialect(schema, typed);
    InputProblem conflict = conflict(form, dialect);
    if (conflict != null) {
      return refused(conflict);
    }
    Plan plan = plan(form, dialect, dialect, Compression.DETECT, BodyKind.MULTIPART, schema);
    return new Asked.Conversion(plan, schema, body, references.keys());
  }

  private Plan plan(
      Representation form,
      Dialect dialect,
      Dialect ofReferences,
      Compression compression,
      BodyKind kind,
      @Nullable Schema schema) {
    Options options = options(form);
    return new Plan(
        form,
        dialect,
        ofReferences,
        options,
        compression,
        options.format() == Options.Format.NDJSON ? query().respond() : Respond.AFTER_UPLOAD,
        kind,
        query().schemaName(),
        new WeakReference<>(schema));
  }

  /// `Accept: text/csv` asks for CSV where the query says nothing of it.
  private Options options(Representation form) {
    Options options = query().options().options();
    boolean isLines = options.format() == Options.Format.NDJSON;
    return isLines && form.mediaType().equals(Representation.CSV)
        ? options.withFormat(Options.Format.CSV)
        : options;
  }

  /// What keeps the dialect and the format from standing together with the rest, or null.
  private @Nullable InputProblem conflict(Representation form, Dialect dialect) {
    Options options = options(form);
    InputProblem conflict = dialect.conflict();
    if (conflict == null) {
      conflict = options.conflict();
    }
    if (conflict == null && options.format() == Options.Format.REJECTS_CSV) {
      conflict = RejectsWriter.conflict(dialect);
    }
    return conflict == null && options.format() != Options.Format.NDJSON
        ? query().straight()
        : conflict;
  }

  /// What the query says; made at the first need.
  private TransformQuery query() {
    TransformQuery known = query;
    if (known == null) {
      known = new TransformQuery(Query.of(request), product, schemas, standard);
      query = known;
    }
    return known;
  }

  private static Asked refused(InputProblem problem) {
    return new Asked.Refused(List.of(problem));
  }
}
