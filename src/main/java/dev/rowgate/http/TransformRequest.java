package dev.rowgate.http;

import static java.util.Objects.requireNonNullElse;

import dev.rowgate.bytes.Compression;
import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.OptionReader;
import dev.rowgate.options.Options;
import dev.rowgate.options.OptionsResult;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.options.Respond;
import dev.rowgate.pipeline.RunKeys;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import dev.rowgate.problem.Problem;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a request for a conversion asks: query, headers and, of a multipart body, all before
/// the file. All that is wrong with the query is told at once.
final class TransformRequest {

  /// The query names that are this door's own.
  static final String SCHEMA = "schema";

  static final String RESPOND = "respond";

  /// Headers of parts, or what a packer adds to what it can't make smaller.
  private static final long WRAPPING = 64 << 10;

  private final HttpServletRequest request;
  private final Product product;
  private final SchemaDirectory schemas;
  private final Settings settings;
  private final KeyIntake intake;
  private final Budget.Account schemaMemory;
  private final Limits limits;
  private final List<InputProblem> problems = new ArrayList<>();
  private Respond respond;

  /// @param intake takes what foreign keys lead to
  /// @param schemaMemory for a schema that comes with the request
  TransformRequest(
      HttpServletRequest request,
      Product product,
      SchemaDirectory schemas,
      Settings settings,
      KeyIntake intake,
      Budget.Account schemaMemory) {
    this.intake = intake;
    this.schemaMemory = schemaMemory;
    this.request = request;
    this.product = product;
    this.schemas = schemas;
    this.settings = settings;
    this.limits = settings.limits();
    this.respond = settings.respond();
  }

  /// What came of it.
  sealed interface Asked {

    /// All that a conversion needs.
    record Conversion(
        @Nullable Schema schema,
        Dialect dialect,
        Options options,
        Compression compression,
        Respond respond,
        Upload upload,
        RunKeys keys)
        implements Asked {}

    /// @param problems never empty
    record Nonsense(List<? extends Problem> problems) implements Asked {}
  }

  Asked read() throws IOException {
    String encoding = requireNonNullElse(request.getHeader("Content-Encoding"), "");
    Compression compression = compression(encoding);
    if (compression == null) {
      return unsupportedEncoding(encoding, "gzip, zstd or identity");
    }
    // Not the servlet's getContentType(), which throws where the charset is unknown.
    String contentType = request.getHeader("Content-Type");
    BodyKind.Typed body = BodyKind.of(contentType).orElse(null);
    if (body == null) {
      return nonsense(
          new InputProblem.UnsupportedMediaType(
              Excerpt.of(requireNonNullElse(contentType, "")).text(), BodyKind.ACCEPTED));
    }
    Query query = Query.of(request.getQueryString());
    problems.addAll(query.problems());
    String schemaName = once(query, SCHEMA);
    respond =
        switch (product) {
          case LINES -> respond(query);
          // A report is a whole: when it goes out can't be chosen.
          case REPORT -> Respond.AFTER_UPLOAD;
        };
    boolean multipart = body.kind() == BodyKind.MULTIPART;
    boolean packed = compression == Compression.GZIP || compression == Compression.ZSTD;
    if (multipart && packed) {
      // It would pack the schema too. A part `file` that is packed is found to be.
      return unsupportedEncoding(encoding, "it around the part 'file' alone");
    }
    if (multipart && schemaName != null) {
      return nonsense(
          new InputProblem.BadMultipart("the query names a schema, and part 'schema' holds one"));
    }
    Schema schema = schemaName == null ? null : schema(schemaName);
    OptionsResult.Read options = options(query.values());
    PartialDialect typed = parameters(body.parameters());
    if (!problems.isEmpty()) {
      return new Asked.Nonsense(problems);
    }
    if (request.getContentLengthLong() - wrapping(multipart, packed) > limits.uploadBytes()) {
      return nonsense(new InputProblem.UploadTooLarge(limits.uploadBytes()));
    }
    return multipart
        ? multipart(body, options)
        : single(
            schema,
            options,
            typed.orElse(body.kind().dialect()),
            compression,
            packed ? BodyKind.CSV : body.kind());
  }

  /// A body that is the CSV. What its schema's foreign keys lead to lies beside the schema.
  private Asked single(
      @Nullable Schema schema,
      OptionsResult.Read options,
      PartialDialect typed,
      Compression compression,
      BodyKind kind)
      throws IOException {
    Dialect dialect = dialect(schema, options, PartialDialect.NOTHING);
    InputProblem conflict = dialect.conflict();
    if (conflict != null) {
      return nonsense(conflict);
    }
    intake.open(schema);
    for (String name : intake.keys().resources()) {
      Path file = schemas.reference(name);
      if (file == null) {
        return nonsense(new InputProblem.MissingReference(name));
      }
      List<InputProblem> wrong = reference(name, file, dialect);
      if (!wrong.isEmpty()) {
        return new Asked.Nonsense(wrong);
      }
    }
    return conversion(schema, options, typed, compression, upload(kind));
  }

  /// How many bytes of a body may be something else than the CSV: what is too long for certain is
  /// refused before it is read.
  private long wrapping(boolean multipart, boolean packed) {
    return (multipart ? limits.schemaBytes() + WRAPPING : 0) + (packed ? WRAPPING : 0);
  }

  /// What `Content-Encoding` says, RFC 9110; null for what can't be undone here.
  static @Nullable Compression compression(String encoding) {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "" -> Compression.DETECT;
      case "gzip", "x-gzip" -> Compression.GZIP;
      case "zstd" -> Compression.ZSTD;
      case "identity" -> Compression.NONE;
      default -> null;
    };
  }

  private static Asked unsupportedEncoding(String encoding, String expected) {
    return nonsense(
        new InputProblem.UnsupportedMediaType(
            "Content-Encoding: " + Excerpt.of(encoding).text(), expected));
  }

  /// The value of one of the door's own names, or null if it isn't given.
  private @Nullable String once(Query query, String name) {
    List<String> given = query.take(name);
    if (given.size() > 1) {
      Excerpt all = Excerpt.of(String.join(", ", given));
      problems.add(new InputProblem.BadOption(name, all, "one value, given once", null));
    }
    return given.isEmpty() ? null : given.getFirst();
  }

  private Respond respond(Query query) {
    String text = once(query, RESPOND);
    if (text == null) {
      return settings.respond();
    }
    Optional<Respond> known = Respond.of(text);
    if (known.isEmpty()) {
      String suggestion = Nearest.to(text, Respond.NAMES);
      problems.add(
          new InputProblem.BadOption(RESPOND, Excerpt.of(text), Respond.EXPECTED, suggestion));
    }
    return known.orElse(settings.respond());
  }

  private @Nullable Schema schema(String name) {
    SchemaEntry.Good good = schemas.find(name);
    if (good == null) {
      problems.add(SchemaRoutes.unknown(schemas, name));
      return null;
    }
    return good.schema();
  }

  /// Standard ones where they can't be read, beside the problems that say why.
  private OptionsResult.Read options(Map<String, List<String>> given) {
    return switch (OptionReader.read(given, product.optionNames())) {
      case OptionsResult.Read read -> read;
      case OptionsResult.Refused refused -> {
        refused.problems().forEach(problem -> problems.add(withOwnNames(problem)));
        yield new OptionsResult.Read(Options.STANDARD, PartialDialect.NOTHING);
      }
    };
  }

  /// The reader of options doesn't know that `schema` is one here.
  private InputProblem withOwnNames(InputProblem problem) {
    List<String> names = product.queryNames();
    return problem instanceof InputProblem.UnknownOption unknown
        ? new InputProblem.UnknownOption(unknown.name(), Nearest.to(unknown.name(), names), names)
        : problem;
  }

  /// What the media type's `header=` and `charset=` say.
  private PartialDialect parameters(Map<String, String> parameters) {
    var given = new HashMap<String, List<String>>();
    String header = parameters.get("header");
    if (header != null) {
      given.put("header", List.of(header.toLowerCase(Locale.ROOT)));
    }
    String charset = parameters.get("charset");
    if (charset != null) {
      given.put("encoding", List.of(charset));
    }
    return options(given).dialect();
  }

  private Upload upload(BodyKind kind) throws IOException {
    Exchange.of(request).readingBegins();
    return Upload.of(Exchange.of(request), kind == BodyKind.FORM, limits);
  }

  /// @return why the run can't begin; empty if it can
  private List<InputProblem> reference(String name, Path file, Dialect dialect) {
    try (InputStream in = Files.newInputStream(file)) {
      return intake.read(name, dialect, new FileUpload(in));
    } catch (IOException e) {
      return List.of(new InputProblem.BadReference(name, 0, FileUpload.UNREADABLE));
    }
  }

  private Asked multipart(BodyKind.Typed type, OptionsResult.Read options) throws IOException {
    String boundary = type.parameters().get("boundary");
    if (boundary == null || boundary.isEmpty()) {
      return nonsense(new InputProblem.BadMultipart("its Content-Type has no boundary"));
    }
    var body = new MultipartBody(upload(type.kind()), boundary, limits.schemaBytes(), schemaMemory);
    InputProblem fault = body.open();
    if (fault != null) {
      return nonsense(fault);
    }
    return switch (SchemaReader.read(body.schema(), limits.schemaBytes())) {
      case SchemaResult.Parsed(Schema schema) -> withParts(schema, options, body);
      case SchemaResult.Invalid invalid -> new Asked.Nonsense(invalid.problems());
    };
  }

  /// Reads the references as they come, up to part `file`.
  private Asked withParts(Schema schema, OptionsResult.Read options, MultipartBody body) {
    intake.open(schema);
    var given = new HashSet<String>();
    for (String name = body.reference(); name != null; name = body.reference()) {
      if (!given.add(name)) {
        return nonsense(
            new InputProblem.BadMultipart("there are two parts 'reference:" + name + "'"));
      }
      List<InputProblem> wrong = reference(name, schema, options, body);
      if (!wrong.isEmpty()) {
        return new Asked.Nonsense(wrong);
      }
      InputProblem fault = body.next();
      if (fault != null) {
        return nonsense(fault);
      }
    }
    List<InputProblem> wrong = intake.keys().wrongWith(given);
    if (!wrong.isEmpty()) {
      return new Asked.Nonsense(wrong);
    }
    PartialDialect typed = typed(body);
    return problems.isEmpty()
        ? conversion(schema, options, typed, Compression.DETECT, body)
        : new Asked.Nonsense(problems);
  }

  /// @return why the run can't begin; empty if it can
  private List<InputProblem> reference(
      String name, Schema schema, OptionsResult.Read options, MultipartBody body) {
    InputProblem unknown = intake.keys().refuse(name);
    if (unknown != null) {
      return List.of(unknown);
    }
    Dialect dialect = dialect(schema, options, typed(body));
    InputProblem conflict = dialect.conflict();
    if (conflict != null || !problems.isEmpty()) {
      return conflict == null ? problems : List.of(conflict);
    }
    List<InputProblem> wrong = intake.read(name, dialect, body);
    InputProblem cut = body.fault();
    return cut == null ? wrong : List.of(cut);
  }

  /// What the media type of the part says that is read now.
  private PartialDialect typed(MultipartBody body) {
    BodyKind.Typed type =
        BodyKind.of(body.type()).orElse(new BodyKind.Typed(BodyKind.CSV, Map.of()));
    return parameters(type.parameters()).orElse(type.kind().dialect());
  }

  private static Dialect dialect(
      @Nullable Schema schema, OptionsResult.Read options, PartialDialect typed) {
    PartialDialect ofSchema = schema == null ? PartialDialect.NOTHING : schema.dialect();
    return options.dialect().orElse(ofSchema).orElse(typed).complete();
  }

  /// @param typed what the media type says of the CSV
  private Asked conversion(
      @Nullable Schema schema,
      OptionsResult.Read options,
      PartialDialect typed,
      Compression compression,
      Upload upload) {
    Dialect dialect = dialect(schema, options, typed);
    InputProblem conflict = dialect.conflict();
    return conflict == null
        ? new Asked.Conversion(
            schema, dialect, options.options(), compression, respond, upload, intake.keys())
        : nonsense(conflict);
  }

  private static Asked nonsense(InputProblem problem) {
    return new Asked.Nonsense(List.of(problem));
  }
}
