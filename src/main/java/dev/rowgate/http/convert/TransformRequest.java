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
import dev.rowgate.http.upload.MultipartBody;
import dev.rowgate.http.upload.Upload;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.http.watched.SchemaEntry;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.options.Respond;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.schema.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Parser of a request for a conversion: query, headers and, in a multipart body, everything before
/// the file. All problems of the query are reported together.
final class TransformRequest {

  /// Allowance in bytes for the headers of parts, or for the growth of incompressible data.
  private static final long WRAPPING = 64 << 10;

  private final HttpServletRequest request;
  private final RequestContext exchange;
  private final OutputKind product;
  private final SchemaDirectory schemas;
  private final ReferenceLoader references;
  private final CpuSlots cpu;
  private final Budget.Account schemaMemory;
  private final Limits limits;
  private final PlanCache plans;
  private final PlanCache.@Nullable Key key;
  private final Respond standard;
  private @Nullable Planning planning;

  /// @param references loads the files that foreign keys refer to
  /// @param cpu for the parsing of a schema in the request
  /// @param schemaMemory for a schema in the request
  TransformRequest(
      HttpServletRequest request,
      RequestContext exchange,
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
    this.exchange = exchange;
    this.product = product;
    this.schemas = schemas;
    this.limits = settings.limits();
    this.plans = plans;
    Request jetty = exchange.request();
    this.key = PlanCache.Key.of(product, jetty.getHttpURI().getQuery(), jetty.getHeaders());
    this.standard = settings.respond();
  }

  ConversionRequest read() throws IOException {
    Plan plan = plans.find(key);
    ConversionRequest asked = plan == null ? null : read(plan);
    return asked == null ? readAnew() : asked;
  }

  private ConversionRequest readAnew() throws IOException {
    return switch (Representation.asked(request, product.mediaTypes(query().format()))) {
      case Representation.Asked.Not(var problem) -> ConversionRequest.refused(problem);
      case Representation.Asked.Acceptable(var form) ->
          switch (BodyHeaders.of(request)) {
            case BodyHeaders.Said.Not(var problem) -> ConversionRequest.refused(problem);
            case BodyHeaders.Said.Usable(var typed, var compression, var encoding) ->
                read(form, typed, compression, encoding);
          };
    };
  }

  private ConversionRequest read(
      Representation form, BodyKind.Typed body, Compression compression, String encoding)
      throws IOException {
    boolean multipart = body.kind() == BodyKind.MULTIPART;
    boolean packed = Plan.isPacked(compression);
    if (multipart && packed) {
      // The coding would include the schema. A compressed part `file` is detected.
      return ConversionRequest.refused(
          BodyHeaders.unreadEncoding(encoding, "it around the part 'file' alone"));
    }
    PartialDialect typed = planning().typed(body, null);
    if (!query().problems().isEmpty()) {
      return new ConversionRequest.Refused(query().problems());
    }
    InputProblem tooLarge = tooLarge(multipart, packed);
    if (tooLarge != null) {
      return ConversionRequest.refused(tooLarge);
    }
    return multipart
        ? multipart(form, body)
        : single(form, typed, compression, packed ? BodyKind.CSV : body.kind());
  }

  /// Handles a body that is the CSV. Foreign keys refer to files in the schema directory.
  private ConversionRequest single(
      Representation form, PartialDialect typed, Compression compression, BodyKind kind)
      throws IOException {
    Schema schema = query().schema();
    Dialect ofReferences = planning().dialect(schema, PartialDialect.NOTHING);
    InputProblem conflict = ofReferences.conflict();
    if (conflict != null) {
      return ConversionRequest.refused(conflict);
    }
    Dialect dialect = planning().dialect(schema, typed);
    InputProblem typedConflict = planning().conflict(form, dialect);
    if (typedConflict != null) {
      return ConversionRequest.refused(typedConflict);
    }
    Plan plan = planning().plan(form, dialect, ofReferences, compression, kind, schema);
    plans.keep(key, plan);
    return begin(plan, schema);
  }

  /// Handles a request by the cached plan of an equal one.
  ///
  /// @return null if the schema has changed since
  private @Nullable ConversionRequest read(Plan plan) throws IOException {
    Schema schema = null;
    if (plan.schemaName() != null) {
      SchemaEntry.Good good = schemas.find(plan.schemaName());
      if (good == null || !plan.version().refersTo(good.schema())) {
        return null;
      }
      schema = good.schema();
    }
    InputProblem tooLarge = tooLarge(false, Plan.isPacked(plan.compression()));
    return tooLarge == null ? begin(plan, schema) : ConversionRequest.refused(tooLarge);
  }

  /// Loads the files that the schema's foreign keys refer to.
  private ConversionRequest begin(Plan plan, @Nullable Schema schema) throws IOException {
    references.open(schema, plan.options());
    List<InputProblem> wrong =
        references.readFrom(schemas, references.keys().resources(), plan.ofReferences());
    return wrong.isEmpty()
        ? new ConversionRequest.Conversion(plan, schema, upload(plan.kind()), references.keys())
        : new ConversionRequest.Refused(wrong);
  }

  /// Returns a problem if the upload is certainly too long, before it is read; a part of the body
  /// may be something other than the CSV.
  private @Nullable InputProblem tooLarge(boolean multipart, boolean packed) {
    long wrapping = (multipart ? limits.schemaBytes() + WRAPPING : 0) + (packed ? WRAPPING : 0);
    return request.getContentLengthLong() - wrapping > limits.uploadBytes()
        ? new InputProblem.UploadTooLarge(limits.uploadBytes())
        : null;
  }

  private Upload upload(BodyKind kind) throws IOException {
    exchange.readingBegins();
    return Upload.of(exchange, kind == BodyKind.FORM, limits);
  }

  private ConversionRequest multipart(Representation form, BodyKind.Typed type) throws IOException {
    InputProblem unbounded = type.boundaryFault();
    if (unbounded != null) {
      return ConversionRequest.refused(unbounded);
    }
    return new MultipartRequest(
            form,
            planning(),
            MultipartBody.withSchema(
                upload(type.kind()), type.boundary(), limits, schemaMemory::borrow),
            references,
            schemas,
            new SchemaReading(cpu, schemaMemory, exchange.patience()),
            exchange,
            limits)
        .read();
  }

  /// Created on first use: a request with a cached plan needs none.
  private Planning planning() {
    Planning known = planning;
    if (known == null) {
      known = new Planning(new TransformQuery(Query.of(request), product, schemas, standard));
      planning = known;
    }
    return known;
  }

  private TransformQuery query() {
    return planning().query();
  }
}
