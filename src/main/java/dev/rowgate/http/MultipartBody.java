package dev.rowgate.http;

import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// A `multipart/form-data` body, read as it comes: part `schema` into memory, then part `file` as
/// an upload. Nothing touches the disk. Not thread-safe.
final class MultipartBody implements Upload {

  private static final String SCHEMA = "schema";
  private static final String FILE = "file";

  /// Of one part: a disposition and a media type take a few hundred bytes.
  private static final int MAX_PART_HEADERS = 4 << 10;

  /// Before the first boundary, between the parts and behind the last one: a line or two.
  private static final int MAX_OUTSIDE_PARTS = 64 << 10;

  private static final int UNSEEN = -1;

  private enum Place {
    BEFORE,
    IN_SCHEMA,
    BETWEEN,
    IN_FILE,
    BEHIND,
    COMPLETE
  }

  private final Upload body;
  private final int maxSchemaBytes;
  private final MultiPart.Parser parser;
  private final byte[] buffer = new byte[Relay.BUFFER];
  private final ByteArrayOutputStream schema = new ByteArrayOutputStream();
  private final ArrayDeque<ByteBuffer> ready = new ArrayDeque<>();

  private Place place = Place.BEFORE;
  private int outsideParts;
  private Map<String, String> partHeaders = new HashMap<>();
  private @Nullable InputProblem fault;

  /// What the parser is looking at; empty before it looks at anything.
  private ByteBuffer looking = ByteBuffer.allocate(0);

  private boolean atPartStart;

  /// Of the part, or [#UNSEEN].
  private int firstByte = UNSEEN;

  /// @param maxSchemaBytes more than that of part `schema` isn't kept
  MultipartBody(Upload body, String boundary, int maxSchemaBytes) {
    this.body = body;
    this.maxSchemaBytes = maxSchemaBytes;
    this.parser = new MultiPart.Parser(boundary, new Events());
    parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
  }

  /// Reads up to the first byte of part `file`; then [#schema()] and [#fileType()] can be asked
  /// for.
  ///
  /// @return what is wrong, or null
  @Nullable InputProblem open() {
    while (place.compareTo(Place.IN_FILE) < 0 && fault == null && schema.size() <= maxSchemaBytes) {
      advance();
    }
    return fault;
  }

  /// Longer than the limit if the part is: the reader of schemas says so.
  byte[] schema() {
    return schema.toByteArray();
  }

  /// The media type of part `file`, which may tell the encoding; null if it has none.
  @Nullable String fileType() {
    return partHeaders.get("content-type");
  }

  @Override
  public int read(byte[] into) {
    while (ready.isEmpty() && fault == null && place != Place.COMPLETE) {
      advance();
    }
    ByteBuffer next = ready.peek();
    if (next == null) {
      return -1;
    }
    int length = Math.min(into.length, next.remaining());
    next.get(into, 0, length);
    if (!next.hasRemaining()) {
      ready.remove();
    }
    return length;
  }

  @Override
  public @Nullable InputProblem fault() {
    return fault;
  }

  /// One read of the body. The pieces of the file that it brings point into the buffer, so it comes
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
      firstByte = buffer[0];
    }
    Content.Chunk chunk = Content.Chunk.from(ByteBuffer.wrap(buffer, 0, length), false);
    looking = chunk.getByteBuffer();
    Place before = place;
    parser.parse(chunk);
    if (place == before && place != Place.IN_SCHEMA && place != Place.IN_FILE) {
      outsideParts += length;
      if (outsideParts > MAX_OUTSIDE_PARTS) {
        fail(bad("there is too much outside its parts"));
      }
    }
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
      partHeaders.putIfAbsent(name.toLowerCase(java.util.Locale.ROOT), value);
    }

    @Override
    public void onPartHeaders() {
      String name = partName();
      switch (place) {
        case BEFORE -> enter(SCHEMA, name, Place.IN_SCHEMA);
        case BETWEEN -> enter(FILE, name, Place.IN_FILE);
        case BEHIND -> fail(bad("there is another part behind part 'file'"));
        case IN_SCHEMA, IN_FILE, COMPLETE -> fail(bad("a part begins in a part"));
      }
      atPartStart = true;
      firstByte = looking.hasRemaining() ? looking.get(looking.position()) : UNSEEN;
    }

    private void enter(String expected, @Nullable String name, Place next) {
      if (expected.equals(name)) {
        place = next;
      } else {
        fail(bad("part '" + expected + "' should come here: first 'schema', then 'file'"));
      }
    }

    private @Nullable String partName() {
      String disposition = partHeaders.get("content-disposition");
      if (disposition == null) {
        return null;
      }
      var parameters = new HashMap<String, String>();
      HttpField.getValueParameters(disposition, parameters);
      return parameters.get("name");
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
          schema.writeBytes(piece);
        }
      } else if (place == Place.IN_FILE && content.hasRemaining()) {
        ready.add(content);
      }
    }

    @Override
    public void onPartEnd() {
      place = place == Place.IN_SCHEMA ? Place.BETWEEN : Place.BEHIND;
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
