package dev.rowgate.schema.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.SchemaProblem.NotJson;
import dev.rowgate.schema.text.NumberText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON that a stranger wrote: UTF-8, names that don't repeat, nothing behind the end, and
/// bounds on all that could grow. Jackson's exceptions end here.
public final class JsonReader {

  /// What came of it.
  public sealed interface Result {
    record Document(Json root) implements Result {}

    record Broken(NotJson problem) implements Result {}
  }

  /// Four times as deep as any schema of the standard.
  static final int MAX_DEPTH = 32;

  private static final int MAX_NAME_LENGTH = 10_000;

  /// Of a cell: far deeper than anything but an attack, and a call for each level.
  public static final int MAX_CELL_DEPTH = 100;

  /// Its characters twice, while they are decoded.
  private static final int TEXT_WEIGHT = 4;

  /// Nobody asks where in a cell a value stands.
  private static final Place OF_CELL = new Place(null, "", 0);

  private static final JsonFactory FACTORY = factory(MAX_DEPTH);
  private static final JsonFactory CELL_FACTORY = factory(MAX_CELL_DEPTH);

  /// What Jackson says of itself and of its source in the middle of a message.
  private static final Pattern NOISE =
      Pattern.compile("(?s) ?\\(start marker at .*|, from `[^`]*`|\\(`StreamRead[^)]*\\)|\\R.*");

  private final JsonParser parser;

  /// Null for a cell.
  private final @Nullable Diagnostics reading;

  private int values;

  private JsonReader(JsonParser parser, @Nullable Diagnostics reading) {
    this.parser = parser;
    this.reading = reading;
  }

  private static JsonFactory factory(int maxDepth) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxNumberLength(NumberText.MAX_LENGTH)
                .maxNameLength(MAX_NAME_LENGTH)
                // The caller's limit is on the whole, and holds for each part of it.
                .maxStringLength(Integer.MAX_VALUE)
                .maxDocumentLength(-1)
                .maxTokenCount(-1)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        // A table of names that all cells share would be filled by strangers.
        .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
        .build();
  }

  /// Reads the text of a cell, which is UTF-8. A number that a cell of type `number` couldn't be is
  /// none here either.
  ///
  /// @return null if it isn't JSON
  static @Nullable public Json cell(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, UTF_8);
    try (JsonParser parser = CELL_FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new JsonReader(parser, null).document();
    } catch (JacksonException e) {
      return null;
    }
  }

  /// Reads a schema's text.
  public static Result read(byte[] json, Diagnostics reading) {
    reading.budget().take((long) TEXT_WEIGHT * json.length);
    reading.budget().takeAll();
    int start = startsWithMark(json) ? 3 : 0;
    ByteBuffer bytes = ByteBuffer.wrap(json, start, json.length - start);
    CharBuffer text = CharBuffer.allocate(json.length);
    CoderResult decoded =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(bytes, text, true);
    String before = text.flip().toString();
    if (decoded.isError()) {
      return notUtf8(before);
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), before)) {
      return new Result.Document(new JsonReader(parser, reading).document());
    } catch (JacksonException e) {
      TokenStreamLocation location = e.getLocation();
      return location == null
          ? broken(e.getOriginalMessage(), 1, 1)
          : broken(e.getOriginalMessage(), location.getLineNr(), location.getColumnNr());
    }
  }

  private static boolean startsWithMark(byte[] json) {
    return json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF;
  }

  /// @param before the text up to the bytes that are none
  private static Result notUtf8(String before) {
    int line = 1;
    int lineStart = 0;
    for (int end = before.indexOf('\n'); end >= 0; end = before.indexOf('\n', lineStart)) {
      line++;
      lineStart = end + 1;
    }
    return broken("here are bytes that are not UTF-8", line, before.length() - lineStart + 1);
  }

  private static Result broken(String message, int line, int column) {
    String reason = Excerpt.of(NOISE.matcher(message).replaceAll("").strip()).text();
    return new Result.Broken(new NotJson(reason, Math.max(line, 1), Math.max(column, 1)));
  }

  private Json document() {
    if (parser.nextToken() == null) {
      throw broken("there is nothing in it");
    }
    Json root = value(null, "");
    if (parser.nextToken() != null) {
      throw broken("there is more behind its end");
    }
    return root;
  }

  /// The value that the current token starts.
  private Json value(@Nullable Place parent, Object step) {
    Place place = reading == null ? OF_CELL : new Place(parent, step, values++);
    if (reading != null) {
      reading.budget().takeValue();
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object(place);
    }
    if (token == JsonToken.START_ARRAY) {
      return array(place);
    }
    if (token == JsonToken.VALUE_STRING) {
      return new Json.Text(place, wellFormed(parser.getString()));
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return new Json.Num(place, number(parser.getString()));
    }
    if (token == JsonToken.VALUE_NULL) {
      return new Json.Null(place);
    }
    return new Json.Bool(place, token == JsonToken.VALUE_TRUE);
  }

  /// A number's text, unless it is so large that to compare it would take all memory.
  private String number(String text) {
    if (reading == null && !NumberText.hasBoundedExponent(text)) {
      throw broken("a number is too large");
    }
    return text;
  }

  private Json object(Place place) {
    var members = new LinkedHashMap<String, Json>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser.currentName());
      parser.nextToken();
      members.put(name, value(place, name));
    }
    return new Json.Obj(place, members);
  }

  private Json array(Place place) {
    var items = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(place, items.size()));
    }
    return new Json.Arr(place, items);
  }

  /// The grammar of JSON lets an escape write half a character. No UTF-8 could ever equal it.
  private String wellFormed(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (Character.isSurrogate(c)) {
        if (at + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(at + 1))) {
          throw broken("a text has one half of a surrogate pair");
        }
        at++;
      }
    }
    return text;
  }

  private StreamReadException broken(String reason) {
    return new StreamReadException(parser, reason, parser.currentTokenLocation());
  }
}
