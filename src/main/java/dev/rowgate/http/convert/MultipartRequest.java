package dev.rowgate.http.convert;

import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.http.media.BodyKind;
import dev.rowgate.http.media.Representation;
import dev.rowgate.http.upload.MultipartBody;
import dev.rowgate.http.upload.RawUpload;
import dev.rowgate.http.watched.SchemaDirectory;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parser of a multipart request for a conversion: reads the parts before `file`, which are the
/// schema and the files that its foreign keys refer to. Not thread-safe.
///
/// @param form of the response
/// @param planning of a query without problems
/// @param schemas source of a schema that the query names, and of the files it refers to
record MultipartRequest(
    Representation form,
    Planning planning,
    MultipartBody body,
    ReferenceLoader references,
    SchemaDirectory schemas,
    SchemaReading schemaReading,
    RequestContext exchange,
    Limits limits) {

  /// Reads the parts before `file`; the caller has begun to read the upload.
  ConversionRequest read() {
    InputProblem fault = body.open();
    if (fault != null) {
      return ConversionRequest.refused(fault);
    }
    if (!body.hasSchema()) {
      return withParts(planning.query().schema());
    }
    if (planning.query().schemaName() != null) {
      return ConversionRequest.refused(
          new InputProblem.BadMultipart(
              "the query names a schema, and the body has a part 'schema': leave out one of them"));
    }
    return switch (schemaReading.read(body.schema(), limits.schemaBytes())) {
      case SchemaResult.Parsed(Schema schema) -> withParts(schema);
      case SchemaResult.Invalid invalid -> new ConversionRequest.Refused(invalid.problems());
      case null ->
          ConversionRequest.refused(
              exchange.patience().isOver()
                  ? RawUpload.faultOfWait(exchange)
                  : new InputProblem.TooBusy());
    };
  }

  /// Reads the references as they arrive, up to part `file`. Those of a schema of the directory
  /// that don't arrive are read from the directory.
  private ConversionRequest withParts(@Nullable Schema schema) {
    if (schema == null && body.reference() != null) {
      return ConversionRequest.refused(
          new InputProblem.BadMultipart(
              "part 'reference:"
                  + Excerpt.of(body.reference()).text()
                  + "' needs a schema: part 'schema' before it, or schema=NAME in the query"));
    }
    references.open(schema, planning.query().options().options());
    var given = new HashSet<String>();
    for (String name = body.reference(); name != null; name = body.reference()) {
      if (!given.add(name)) {
        return ConversionRequest.refused(
            new InputProblem.BadMultipart("there are two parts 'reference:" + name + "'"));
      }
      List<InputProblem> wrong = reference(name, schema);
      if (!wrong.isEmpty()) {
        return new ConversionRequest.Refused(wrong);
      }
      InputProblem fault = body.next();
      if (fault != null) {
        return ConversionRequest.refused(fault);
      }
    }
    List<InputProblem> wrong =
        body.hasSchema() ? references.keys().wrongWith(given) : othersOfDirectory(given, schema);
    if (!wrong.isEmpty()) {
      return new ConversionRequest.Refused(wrong);
    }
    PartialDialect typed = typed();
    return planning.query().problems().isEmpty()
        ? conversion(schema, typed)
        : new ConversionRequest.Refused(planning.query().problems());
  }

  /// @return why the run can't begin; empty if it can
  private List<InputProblem> othersOfDirectory(Set<String> given, @Nullable Schema schema) {
    Dialect dialect = planning.dialect(schema, PartialDialect.NOTHING);
    InputProblem conflict = dialect.conflict();
    if (conflict != null) {
      return List.of(conflict);
    }
    List<String> others =
        references.keys().resources().stream().filter(name -> !given.contains(name)).toList();
    return references.readFrom(schemas, others, dialect);
  }

  /// @return why the run can't begin; empty if it can
  private List<InputProblem> reference(String name, @Nullable Schema schema) {
    InputProblem unknown = references.keys().refuse(name);
    if (unknown != null) {
      return List.of(unknown);
    }
    Dialect dialect = planning.dialect(schema, typed());
    InputProblem conflict = dialect.conflict();
    if (conflict != null || !planning.query().problems().isEmpty()) {
      return conflict == null ? planning.query().problems() : List.of(conflict);
    }
    List<InputProblem> wrong = references.read(name, dialect, body);
    InputProblem cut = body.fault();
    return cut == null ? wrong : List.of(cut);
  }

  /// The dialect properties implied by the media type of the current part, or its file's name.
  private PartialDialect typed() {
    return planning.typed(BodyKind.ofPart(body.type()), body.fileName());
  }

  /// @param typed the dialect properties of the media type
  private ConversionRequest conversion(@Nullable Schema schema, PartialDialect typed) {
    Dialect dialect = planning.dialect(schema, typed);
    InputProblem conflict = planning.conflict(form, dialect);
    if (conflict != null) {
      return ConversionRequest.refused(conflict);
    }
    Plan plan =
        planning.plan(form, dialect, dialect, body.compression(), BodyKind.MULTIPART, schema);
    return new ConversionRequest.Conversion(plan, schema, body, references.keys());
  }
}
