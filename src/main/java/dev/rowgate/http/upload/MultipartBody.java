package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.machine.Budget;
import dev.rowgate.http.media.HeaderValue;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// Streaming parser of `multipart/form-data` (RFC 7578): part `schema` is read into memory, then
/// any parts `reference:NAME` and finally part `file` are read as uploads. Nothing is stored on
/// disk. Not thread-safe.
public final class MultipartBody implements Upload {

  private static final String SCHEMA = "schema";
  private static final String REFERENCE = "reference:";
  private static final String FILE = "file";

  /// Limit in bytes on the headers of one part; usual ones take a few hundred.
  private static final int MAX_PART_HEADERS = 4 << 10;

  /// Limit in bytes on the preamble, the epilogue and the text between parts.
  private static final int MAX_OUTSIDE_PARTS = 64 << 10;

  /// Factor for the memory of the schema: a growing buffer of up to twice its size, and a copy.
  private static final int SCHEMA_WEIGHT = 3;

  private static final int UNSEEN = -1;

  private enum Place {
    BEFORE,
    IN_SCHEMA,
    BETWEEN,
    IN_REFERENCE,
    IN_FILE,
    BEHIND,
    COMPLETE
  }

  private final Upload body;
  private final int maxSchemaBytes;
  private final Budget.Account memory;
  private final MultiPart.Parser parser;
  private final ReadBuffer buffer = new ReadBuffer();
  private final ByteArrayOutputStream schema = new ByteArrayOutputStream();

  /// The parts after `schema` that have started and aren't read to their end. Usually one, but a
  /// read of the body may contain several.
  private final ArrayDeque<Part> parts = new ArrayDeque<>();

  private Place place = Place.BEFORE;
  private int outsideParts;
  private Map<String, String> partHeaders = new HashMap<>();
  private @Nullable InputProblem fault;

  /// The bytes that the parser is processing; empty before the first.
  private ByteBuffer looking = ByteBuffer.allocate(0);

  private boolean atPartStart;

  /// The first byte of the part, or [#UNSEEN].
  private int firstByte = UNSEEN;

  /// A part that is read as an upload.
  private static final class Part {

    private final String name;
    private final @Nullable String type;
    private final ArrayDeque<ByteBuffer> ready = new ArrayDeque<>();
    private boolean ended;

    private Part(String name, @Nullable String type) {
      this.name = name;
      this.type = type;
    }
  }

  /// @param maxSchemaBytes limit on the kept bytes of part `schema`
  /// @param memory reservation for the schema, to be held as long as it is used
  public MultipartBody(Upload body, String boundary, int maxSchemaBytes, Budget.Account memory) {
    this.body = body;
    this.memory = memory;
    this.maxSchemaBytes = maxSchemaBytes;
    this.parser = new MultiPart.Parser(boundary, new Events());
    parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
  }

  /// Reads up to the first byte of the part after `schema`, so that [#schema()] and the part's name
  /// and type are available.
  ///
  /// @return the problem, or null
  @Nullable
  public InputProblem open() {
    while (parts.isEmpty() && fault == null && schema.size() <= maxSchemaBytes) {
      advance();
    }
    return fault;
  }

  /// The name of the reference being read; null for part `file`.
  @Nullable
  public String reference() {
    Part part = parts.peek();
    return part == null || part.name.equals(FILE) ? null : part.name.substring(REFERENCE.length());
  }

  /// Advances to the next part; must be called only after a reference was read to its end.
  ///
  /// @return the problem, or null
  @Nullable
  public InputProblem next() {
    parts.remove();
    return open();
  }

  /// The bytes of part `schema`. They exceed the limit if the part does, and the schema reader
  /// reports that.
  public byte[] schema() {
    return schema.toByteArray();
  }

  /// The media type of the part being read, whose charset may name the encoding; null if it has
  /// none.
  @Nullable
  public String type() {
    Part part = parts.peek();
    return part == null ? null : part.type;
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

  /// Whether the part has ended. Part `file` must be the last, so it ends with the body.
  private boolean isAtEnd(Part part) {
    return part.name.equals(FILE) ? place == Place.COMPLETE : part.ended;
  }

  @Override
  public @Nullable InputProblem fault() {
    return fault;
  }

  /// Reads once from the body. Pieces of parts refer to the read buffer, so this must be called
  /// only when all of them are consumed.
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
    if (atPartStart && firstByte == UNSEEN) {
      firstByte = buffer.bytes()[0];
    }
    Content.Chunk chunk = Content.Chunk.from(ByteBuffer.wrap(buffer.bytes(), 0, length), false);
    looking = chunk.getByteBuffer();
    Place before = place;
    parser.parse(chunk);
    if (place == before && !isInside(place)) {
      outsideParts += length;
      if (outsideParts > MAX_OUTSIDE_PARTS) {
        fail(bad("there is too much outside its parts"));
      }
    }
  }

  private static boolean isInside(Place place) {
    return place == Place.IN_SCHEMA || place == Place.IN_REFERENCE || place == Place.IN_FILE;
  }

  /// Removes a spurious line feed. Jetty 12.1.14 inserts one before a part that starts with a
  /// hyphen if a read ends within its first hyphens: it takes them for a boundary, and then returns
  /// the whole boundary that it assumed.
  private ByteBuffer withoutInventedLineEnd(ByteBuffer content) {
    if (atPartStart && firstByte == '-' && content.get(content.position()) == '\n') {
      content.get();
    }
    atPartStart = false;
    return content;
  }

  private void fail(InputProblem problem) {
    if (fault == null) {
      fault = problem;
    }
  }

  private static InputProblem bad(String reason) {
    return new InputProblem.BadMultipart(reason);
  }

  /// Receives the parser's events.
  private final class Events implements MultiPart.Parser.Listener {

    @Override
    public void onPartBegin() {
      if (place != Place.BEHIND) {
        partHeaders = new HashMap<>();
      }
    }

    @Override
    public void onPartHeader(String name, String value) {
      if (place == Place.BEHIND) {
        return;
      }
      String known = name.toLowerCase(Locale.ROOT);
      if (partHeaders.putIfAbsent(known, value) != null && known.startsWith("content-")) {
        fail(bad("a part has the header " + Excerpt.of(name).text() + " twice"));
      }
    }

    @Override
    public void onPartHeaders() {
      String name = partName();
      switch (place) {
        case BEFORE -> {
          if (SCHEMA.equals(name)) {
            place = Place.IN_SCHEMA;
          } else {
            outOfOrder(SCHEMA);
          }
        }
        case BETWEEN -> beginUpload(name);
        case BEHIND -> fail(bad("there is another part behind part 'file'"));
        case IN_SCHEMA, IN_REFERENCE, IN_FILE, COMPLETE -> fail(bad("a part begins in a part"));
      }
      atPartStart = true;
      firstByte = looking.hasRemaining() ? looking.get(looking.position()) : UNSEEN;
    }

    private void beginUpload(@Nullable String name) {
      if (name != null && (name.equals(FILE) || name.startsWith(REFERENCE))) {
        place = name.equals(FILE) ? Place.IN_FILE : Place.IN_REFERENCE;
        String type = partHeaders.get("content-type");
        if (type != null && HeaderValue.of(type) == null) {
          fail(
              bad(
                  "the Content-Type of part '"
                      + Excerpt.of(name).text()
                      + "' can't be read: "
                      + HeaderValue.UNREADABLE));
        }
        parts.add(new Part(name, type));
      } else {
        outOfOrder(FILE);
      }
    }

    private void outOfOrder(String expected) {
      fail(
          bad(
              "part '"
                  + expected
                  + "' should come here: first 'schema', then any 'reference:NAME', then 'file'"));
    }

    private @Nullable String partName() {
      String disposition = partHeaders.get("content-disposition");
      if (disposition == null) {
        return null;
      }
      HeaderValue value = HeaderValue.of(disposition);
      if (value == null || value.repeats("name")) {
        fail(
            bad(
                "the Content-Disposition of a part can't be read: "
                    + (value == null ? HeaderValue.UNREADABLE : "it has several names")));
        return null;
      }
      return value.parameter("name");
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (fault != null || !chunk.hasRemaining()) {
        return;
      }
      ByteBuffer content = withoutInventedLineEnd(chunk.getByteBuffer().slice());
      if (place == Place.IN_SCHEMA) {
        // Keeps at most one chunk above the limit.
        if (schema.size() <= maxSchemaBytes) {
          byte[] piece = new byte[content.remaining()];
          content.get(piece);
          keep(piece);
        }
      } else if (isInside(place) && content.hasRemaining()) {
        parts.getLast().ready.add(content);
      }
    }

    private void keep(byte[] piece) {
      if (memory.borrow((long) SCHEMA_WEIGHT * piece.length)) {
        schema.writeBytes(piece);
      } else {
        fail(new InputProblem.TooBusy());
      }
    }

    @Override
    public void onPartEnd() {
      if (place == Place.IN_REFERENCE) {
        parts.getLast().ended = true;
      }
      place = place == Place.IN_FILE ? Place.BEHIND : Place.BETWEEN;
    }

    @Override
    public void onComplete() {
      if (place == Place.BEHIND) {
        place = Place.COMPLETE;
      } else {
        fail(bad("it has no part '" + (place == Place.BEFORE ? SCHEMA : FILE) + "'"));
      }
    }

    @Override
    public void onFailure(Throwable failure) {
      boolean ended = failure instanceof EOFException;
      fail(bad(ended ? "it ends without its last boundary" : "its parts are laid out wrong"));
    }
  }
}
