package dev.rowgate.http.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.MalformedInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decoded query string of a request: all values of each name in order, and the problems of values
/// that couldn't be decoded.
///
/// Javalin's query map uses the charset of the body's media type and drops what it can't decode;
/// the servlet's parameter map would read a form body.
public record Query(Map<String, List<String>> values, List<InputProblem> problems) {

  private static final char REPLACEMENT = '\uFFFD';

  /// Parses the query of a request. Bytes that aren't percent-encoded are UTF-8: on HTTP/1 Jetty
  /// has decoded them so, on HTTP/2 it has mapped each byte to a character.
  public static Query of(HttpServletRequest request) {
    String raw = request.getQueryString();
    boolean areBytes = raw != null && request.getProtocol().startsWith("HTTP/2");
    return of(areBytes ? new String(raw.getBytes(ISO_8859_1), UTF_8) : raw);
  }

  /// @param raw contains U+FFFD for bytes that aren't UTF-8
  static Query of(@Nullable String raw) {
    var values = new LinkedHashMap<String, List<String>>();
    var problems = new ArrayList<InputProblem>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      try {
        String text = decoded(value);
        values.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(text);
      } catch (IllegalArgumentException | CharacterCodingException e) {
        problems.add(
            new InputProblem.BadOption(
                Excerpt.of(name).text(), Excerpt.of(value), "percent-encoded UTF-8", null));
      }
    }
    return new Query(values, problems);
  }

  /// Decodes percent-encoded UTF-8. U+FFFD is refused even if it isn't percent-encoded, because it
  /// marks bytes that Jetty couldn't decode.
  private static String decoded(String text) throws CharacterCodingException {
    if (text.indexOf(REPLACEMENT) >= 0) {
      throw new MalformedInputException(1);
    }
    // One character per byte, whether percent-encoded or not.
    var bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
    byte[] decoded = URLDecoder.decode(bytes, ISO_8859_1).getBytes(ISO_8859_1);
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString();
  }

  /// Removes and returns the values of `name`, a parameter that only HTTP has.
  public List<String> take(String name) {
    List<String> taken = values.remove(name);
    return taken == null ? List.of() : taken;
  }
}
