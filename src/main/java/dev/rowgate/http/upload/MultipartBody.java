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

/// A `multipart/form-data` body, read as it comes: part `schema` into memory, then any parts
/// `reference:NAME`, then part `file`, each of these as an upload that ends with the part. Nothing
/// touches the disk. Not thread-safe.
public final class MultipartBody implements Upload {

  private static final String SCHEMA = "schema";
  private static final String REFERENCE = "reference:";
  private static final String FILE = "file";

  /// Of one part: a disposition and a media type take a few hundred bytes.
  private static final int MAX_PART_HEADERS = 4 << 10;

  /// Before the first boundary, between the parts and behind the last one: a line or two.
  private static final int MAX_OUTSIDE_PARTS = 64 << 10;

  /// A buffer that has grown to twice what it holds, and the copy that is read.
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

  /// Those that have begun behind `schema` and aren't read to their end: one, mostly, but a read of
  /// the body may bring several.
  private final ArrayDeque<Part> parts = new ArrayDeque<>();

  private Place place = Place.BEFORE;
  private int outsideParts;
  private Map<String, String> partHeaders = new HashMap<>();
  private @Nullable InputProblem fault;

  /// What the parser is looking at; empty before it looks at anything.
  private ByteBuffer looking = ByteBuffer.allocate(0);

  private boolean atPartStart;

  /// Of the part, or [#UNSEEN].
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

  /// @param maxSchemaBytes more than that of part `schema` isn't kept
  /// @param memory for the schema, to be held as long as it is used
  public MultipartBody(Upload body, String boundary, int maxSchemaBytes, Budget.Account memory) {
    this.body = body;
    this.memory = memory;
    this.maxSchemaBytes = maxSchemaBytes;
    this.parser = new MultiPart.Parser(boundary, new Events());
    parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
  }

  /// Reads up to the first byte of the part behind `schema`; then [#schema()] and what the part is
  /// can be asked for.
  ///
  /// @return what is wrong, or null
  @Nullable
  public InputProblem open() {
    while (parts.isEmpty() && fault == null && schema.size() <= maxSchemaBytes) {
      advance();
    }
    return fault;
  }

  /// The name of the reference that is read now; null if it is part `file`.
  @Nullable
  public String reference() {
    Part part = parts.peek();
    return part == null || part.name.equals(FILE) ? null : part.name.substring(REFERENCE.length());
  }

  /// Goes on to the next part; only when a reference is read to its end.
  ///
  /// @return what is wrong, or null
  @Nullable
  public InputProblem next() {
    parts.remove();
    return open();
  }

  /// Longer than the limit if the part is: the reader of schemas says so.
  public byte[] schema() {
    return schema.toByteArray();
  }

  /// The media type of the part that is read now, which may tell the encoding; null if it has none.
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

  /// Behind the file nothing may come: it ends with the body.
  private boolean isAtEnd(Part part) {
    return part.name.equals(FILE) ? place == Place.COMPLETE : part.ended;
  }

  @Override
  public @Nullable InputProblem fault() {
    return fault;
  }

  /// One read of the body. The pieces of a part that it brings point into the buffer, so it comes
  /// only when the last ones are gone.
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

  /// Jetty 12.1.14 puts a line end of its own before a part that begins with a hyphen, where a read
  /// ends among the first hyphens: it takes them for the rest of a boundary, and then gives back
  /// all of the boundary that it believes to have seen.
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

  /// What the parser finds.
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
        // A little more than allowed is kept, never much: one chunk.
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
