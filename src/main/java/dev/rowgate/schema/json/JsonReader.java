package dev.rowgate.schema.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.SchemaProblem;
import dev.rowgate.problem.SchemaProblem.NotJson;
import dev.rowgate.schema.text.NumberText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// Parser of untrusted JSON (RFC 8259), on Jackson's streaming parser. Requires UTF-8, refuses
/// duplicate names and trailing content, and limits everything that could grow. Jackson's
/// exceptions don't leave this class.
public final class JsonReader {

  /// Result of parsing a document.
  public sealed interface Result {
    record Document(Json root) implements Result {}

    record Broken(SchemaProblem problem) implements Result {}
  }

  /// About four times the depth of any schema of the standard.
  static final int MAX_DEPTH = 32;

  private static final int MAX_NAME_LENGTH = 10_000;

  /// Nesting limit of a cell's JSON. Parsing is recursive, with one call per level.
  public static final int MAX_CELL_DEPTH = 100;

  /// Bytes of memory per byte of the document: its characters, twice during decoding.
  private static final int TEXT_WEIGHT = 4;

  /// Initial capacity of an array: most have one to three items.
  private static final int FEW = 3;

  static final JsonFactory FACTORY = factory(MAX_DEPTH);
  private static final JsonFactory CELL_FACTORY = factory(MAX_CELL_DEPTH);

  private final JsonParser parser;

  /// Null while parsing a cell.
  private final @Nullable Diagnostics reading;

  private int values;

  private final SharedTexts texts = new SharedTexts();

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
                // The caller limits the whole document, which bounds each part.
                .maxStringLength(Integer.MAX_VALUE)
                .maxDocumentLength(-1)
                .maxTokenCount(-1)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        // A symbol table shared by all cells would be filled with names from untrusted input.
        .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
        .build();
  }

  /// Parses the UTF-8 text of a cell. A number beyond the limits of [NumberText] makes it invalid,
  /// as in a cell of type `number`.
  ///
  /// @return null if it isn't JSON
  public static @Nullable Json cell(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, UTF_8);
    try (JsonParser parser = CELL_FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new JsonReader(parser, null).document();
    } catch (JacksonException e) {
      return null;
    }
  }

  /// Parses the text of a schema.
  ///
  /// @param maxValues limit on the number of values, at all levels
  public static Result read(byte[] json, int maxValues, Diagnostics reading) {
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
    if (ValueCount.exceeds(before, maxValues)) {
      return new Result.Broken(
          new SchemaProblem.NotSupported(
              "", "a file with more than " + maxValues + " JSON values"));
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), before)) {
      return document(parser, reading);
    }
  }

  private static Result document(JsonParser parser, Diagnostics reading) {
    try {
      return new Result.Document(new JsonReader(parser, reading).document());
    } catch (JacksonException e) {
      JacksonFault fault = JacksonFault.of(e, parser);
      return new Result.Broken(new NotJson(fault.reason(), fault.line(), fault.column()));
    }
  }

  private static boolean startsWithMark(byte[] json) {
    return json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF;
  }

  /// @param before the text up to the invalid bytes
  private static Result notUtf8(String before) {
    int line = 1;
    int lineStart = 0;
    for (int end = before.indexOf('\n'); end >= 0; end = before.indexOf('\n', lineStart)) {
      line++;
      lineStart = end + 1;
    }
    return new Result.Broken(
        new NotJson("here are bytes that are not UTF-8", line, before.length() - lineStart + 1));
  }

  private Json document() {
    if (parser.nextToken() == null) {
      throw broken("there is nothing in it");
    }
    Json root = value(Place.ROOT);
    if (parser.nextToken() != null) {
      throw broken("there is more behind its end");
    }
    return root;
  }

  /// Returns the value that starts at the current token.
  private Json value(Place place) {
    if (reading != null) {
      values++;
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
      return new Json.Text(place, wellFormed(token()));
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return new Json.Num(place, number(token()));
    }
    if (token == JsonToken.VALUE_NULL) {
      return new Json.Null(place);
    }
    return new Json.Bool(place, token == JsonToken.VALUE_TRUE);
  }

  /// Returns a number's text. In a cell an exponent beyond the limit is refused, since comparing it
  /// exactly would need too much memory.
  private String number(String text) {
    if (reading == null && !NumberText.hasBoundedExponent(text)) {
      throw broken("a number is too large");
    }
    return text;
  }

  private Json object(Place place) {
    if (parser.nextToken() == JsonToken.END_OBJECT) {
      return new Json.Obj(place, Map.of());
    }
    var members = new LinkedHashMap<String, Json>();
    do {
      String name = wellFormed(token());
      parser.nextToken();
      members.put(name, value(reading == null ? place : place.ofMember(name, values)));
    } while (parser.nextToken() != JsonToken.END_OBJECT);
    return new Json.Obj(place, members);
  }

  private Json array(Place place) {
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return new Json.Arr(place, List.of());
    }
    var items = new ArrayList<Json>(FEW);
    do {
      items.add(value(reading == null ? place : place.ofItem(items.size(), values)));
    } while (parser.nextToken() != JsonToken.END_ARRAY);
    return new Json.Arr(place, items);
  }

  /// Returns the text of the current token: a name, string or number.
  private String token() {
    return reading == null
        ? parser.getString()
        : texts.of(
            parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
  }

  /// Returns the text. Refuses an unpaired surrogate, which JSON's grammar allows as an escape, but
  /// which UTF-8 can't represent.
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

  private Unaccepted broken(String reason) {
    return new Unaccepted(parser, reason);
  }

  /// What this class refuses, in its own words.
  static final class Unaccepted extends StreamReadException {

    private static final long serialVersionUID = 1;

    private Unaccepted(JsonParser parser, String reason) {
      super(parser, reason, parser.currentTokenLocation());
    }
  }
}
