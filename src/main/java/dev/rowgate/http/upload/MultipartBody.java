package dev.rowgate.http.upload;

import dev.rowgate.bytes.Compression;
import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongPredicate;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// A `multipart/form-data` body, read as it arrives: part `schema` into memory, then any parts
/// `reference:NAME`, then part `file`, each of these as an upload that ends with the part. Other
/// parts are skipped, wherever they are. Nothing is written to disk. Not thread-safe.
public final class MultipartBody implements Upload {

  /// Limit in bytes per part: a disposition and a media type take a few hundred.
  private static final int MAX_PART_HEADERS = 4 << 10;

  /// Limit in bytes on the preamble, the epilogue and the text between parts.
  private static final int MAX_OUTSIDE_PARTS = 64 << 10;

  /// Factor for the memory of the schema: a growing buffer of up to twice its size, and a copy.
  private static final int SCHEMA_WEIGHT = 3;

  private final Upload body;
  private final Limits limits;
  private final LongPredicate memory;
  private final PartOrder order;
  private final MultiPart.Parser parser;
  private final PartEdges edges;
  private final ReadBuffer buffer = new ReadBuffer();
  private final ByteArrayOutputStream schema = new ByteArrayOutputStream();

  /// The parts after `schema` that have started and aren't read to their end. Usually one, but a
  /// read of the body may contain several.
  private final ArrayDeque<Part> parts = new ArrayDeque<>();

  private int outsideParts;
  private long passedOver;
  private boolean complete;
  private @Nullable InputProblem fault;

  /// A part that is read as an upload.
  private static final class Part {

    private final String name;
    private final PartHeaders headers;
    private final ArrayDeque<ByteBuffer> ready = new ArrayDeque<>();
    private boolean ended;

    private Part(String name, PartHeaders headers) {
      this.name = name;
      this.headers = headers;
    }
  }

  private MultipartBody(
      Upload body, String boundary, Limits limits, LongPredicate memory, PartOrder order) {
    this.body = body;
    this.limits = limits;
    this.memory = memory;
    this.order = order;
    this.edges = new PartEdges(boundary);
    this.parser = new MultiPart.Parser(boundary, new Events());
    parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
    // [PartOrder] reports the limit, so the parser's must be higher.
    parser.setMaxParts(PartOrder.MOST_PARTS + 1);
  }

  /// Creates a body that may have a schema and references.
  ///
  /// @param limits bytes of part `schema` beyond their limit aren't kept
  /// @param memory reserves memory in bytes for the schema, as long as it is used; false if it
  ///   can't
  public static MultipartBody withSchema(
      Upload body, String boundary, Limits limits, LongPredicate memory) {
    return new MultipartBody(body, boundary, limits, memory, new PartOrder(true));
  }

  /// Creates a body of which only part `file` is read.
  public static MultipartBody ofFile(Upload body, String boundary, Limits limits) {
    return new MultipartBody(body, boundary, limits, _ -> false, new PartOrder(false));
  }

  /// Reads up to the first byte of the part after `schema`, so that [#schema()] and the part's name
  /// and type are available.
  ///
  /// @return the problem, or null
  @Nullable
  public InputProblem open() {
    while (parts.isEmpty() && fault == null && schema.size() <= limits.schemaBytes()) {
      advance();
    }
    return fault;
  }

  /// The name of the reference being read; null for part `file`.
  @Nullable
  public String reference() {
    Part part = parts.peek();
    return part == null ? null : PartOrder.reference(part.name);
  }

  /// Advances to the next part; must be called only after a reference was read to its end.
  ///
  /// @return the problem, or null
  @Nullable
  public InputProblem next() {
    parts.remove();
    return open();
  }

  /// Whether there is a part `schema`.
  public boolean hasSchema() {
    return order.hasSchema();
  }

  /// The text of part `schema`. If the part exceeds the limit, so does the text, and the schema
  /// parser reports that.
  public byte[] schema() {
    return schema.toByteArray();
  }

  /// The media type of the part being read, whose charset may name the encoding; null if it has
  /// none.
  @Nullable
  public String type() {
    Part part = parts.peek();
    return part == null ? null : part.headers.type();
  }

  /// The name of the file in the part being read; null if it has none.
  @Nullable
  public String fileName() {
    Part part = parts.peek();
    return part == null ? null : part.headers.fileName();
  }

  /// Returns the content coding of the part being read.
  public Compression compression() {
    Part part = parts.peek();
    return part == null ? Compression.DETECT : part.headers.compression();
  }

  @Override
  public int read(ReadBuffer into) {
    Part part = parts.getFirst();
    while (part.ready.isEmpty() && fault == null && !isAtEnd(part)) {
      advance();
    }
    ByteBuffer next = part.ready.peek();
    if (next == null) {
      return -1;
    }
    int length = Math.min(ReadBuffer.SIZE, next.remaining());
    next.get(into.room(length), 0, length);
    if (!next.hasRemaining()) {
      part.ready.remove();
    }
    return length;
  }

  /// Whether a part has been read. The file only ends with the body, since what follows it may be
  /// malformed.
  private boolean isAtEnd(Part part) {
    return PartOrder.reference(part.name) == null ? complete : part.ended;
  }

  @Override
  public @Nullable InputProblem fault() {
    return fault;
  }

  @Override
  public List<InputProblem> warnings() {
    return order.warnings();
  }

  /// Reads the body once. The pieces of a part refer to the buffer, so the previous ones must have
  /// been consumed.
  private void advance() {
    int length = body.read(buffer);
    if (length < 0) {
      InputProblem cut = body.fault();
      if (cut == null) {
        parser.parse(Content.Chunk.EOF);
      } else {
        fail(cut);
      }
      return;
    }
    Content.Chunk chunk = Content.Chunk.from(ByteBuffer.wrap(buffer.bytes(), 0, length), false);
    edges.begin(chunk.getByteBuffer());
    int begun = order.begun();
    boolean outside = order.inside() == PartOrder.Kind.NONE;
    parser.parse(chunk);
    edges.end(buffer.bytes(), length);
    if (outside && order.begun() == begun) {
      outsideParts += length;
      if (outsideParts > MAX_OUTSIDE_PARTS) {
        fail(PartOrder.bad("there is too much outside its parts"));
      }
    }
  }

  private void fail(@Nullable InputProblem problem) {
    if (fault == null) {
      fault = problem;
    }
  }

  /// Listener to the parser.
  private final class Events implements MultiPart.Parser.Listener {

    private PartHeaders headers = new PartHeaders();

    @Override
    public void onPartBegin() {
      headers = new PartHeaders();
      if (order.begun() == 0) {
        edges.firstPart();
      }
    }

    @Override
    public void onPartHeader(String name, String value) {
      fail(headers.add(name, value));
    }

    @Override
    public void onPartHeaders() {
      fail(headers.fault());
      String name = headers.name();
      fail(order.begin(name));
      boolean isFile = order.inside() == PartOrder.Kind.UPLOAD && PartOrder.reference(name) == null;
      if (order.inside() != PartOrder.Kind.OTHER) {
        fail(headers.encodingFault(isFile));
      }
      if (order.inside() == PartOrder.Kind.UPLOAD) {
        fail(headers.typeFault());
        parts.add(new Part(name, headers));
      }
      edges.contentBegins();
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (fault != null || !chunk.hasRemaining()) {
        return;
      }
      ByteBuffer content = edges.content(chunk.getByteBuffer().slice());
      switch (order.inside()) {
        case SCHEMA -> keepOfSchema(content);
        case UPLOAD -> {
          if (content.hasRemaining()) {
            parts.getLast().ready.add(content);
          }
        }
        case OTHER -> {
          passedOver += content.remaining();
          if (passedOver > limits.uploadBytes()) {
            fail(new InputProblem.UploadTooLarge(limits.uploadBytes()));
          }
        }
        case NONE -> {}
      }
    }

    /// Keeps slightly more than the limit, by at most one chunk.
    private void keepOfSchema(ByteBuffer content) {
      if (schema.size() > limits.schemaBytes()) {
        return;
      }
      if (memory.test((long) SCHEMA_WEIGHT * content.remaining())) {
        byte[] piece = new byte[content.remaining()];
        content.get(piece);
        schema.writeBytes(piece);
      } else {
        fail(new InputProblem.TooBusy());
      }
    }

    @Override
    public void onPartEnd() {
      fail(edges.fault());
      if (order.inside() == PartOrder.Kind.UPLOAD) {
        parts.getLast().ended = true;
      }
      order.end();
    }

    @Override
    public void onComplete() {
      fail(order.complete());
      complete = fault == null;
    }

    @Override
    public void onFailure(Throwable failure) {
      fail(PartOrder.failed(failure, MAX_PART_HEADERS));
    }
  }
}
