package dev.rowgate.http.jetty;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Translation of Jetty's reasons for malformed requests into messages of this service. Jetty's are
/// partly Java's, and may quote the request.
final class Malformed {

  private record Kind(Pattern reason, String words) {

    Kind(String reason, String words) {
      this(Pattern.compile(reason, Pattern.CASE_INSENSITIVE), words);
    }
  }

  private static final String OTHER = "it isn't valid HTTP";

  /// By a pattern in Jetty's reason; the first match counts.
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "transfer-encoding and content-length",
              "it has both a Content-Length and a Transfer-Encoding"),
          new Kind("content-length", "its Content-Length isn't one number of bytes"),
          new Kind(
              "transfer-encoding",
              "its Transfer-Encoding can't be read; only chunked can, and only on HTTP/1.1"),
          new Kind(
              "pseudo|no method|no scheme|request and response",
              "its pseudo-headers aren't :method, :scheme, :authority and :path, each of them once"
                  + " and before the other headers"),
          new Kind("method", "its method has a character that isn't allowed, or is empty"),
          new Kind("no host", "the header Host is missing"),
          new Kind("duplicate host", "the header Host is given twice"),
          new Kind(
              "host|authority|for input string",
              "its host isn't one name or address, with or without a port, or Host and :authority"
                  + " differ"),
          new Kind(
              "version|http/0",
              "its HTTP version can't be read; HTTP/1.0, HTTP/1.1 and HTTP/2 can"),
          new Kind("no (uri|path)", "it has no path"),
          new Kind("folding", "a header continues in a second line"),
          new Kind(
              "connection specific|\\bte\\b",
              "it has a header that HTTP/2 doesn't have, such as Connection"),
          new Kind("name", "a header has no valid name"),
          new Kind("header value", "the value of a header has a character that isn't allowed"),
          new Kind(
              "uri|path|utf-8|ambiguous",
              "its path is ambiguous, or has a malformed escape or a character that isn't allowed"),
          new Kind(
              "cntl=0x16",
              "it has the control character 0x16, with which TLS begins; this port has no TLS"),
          new Kind("cntl=(0x[0-9a-f]+)", "it has the control character %s"),
          new Kind("character", "it has a character where that isn't allowed"),
          new Kind("eol", "a line of its head doesn't end with a line feed"),
          new Kind("expectation", "its header Expect isn't 100-continue"),
          new Kind("eof", "it ends too early"));

  private Malformed() {}

  /// @param reason Jetty's message
  static String inWords(String reason) {
    for (Kind kind : KINDS) {
      Matcher found = kind.reason.matcher(reason);
      if (found.find()) {
        return found.groupCount() == 1 && kind.words.contains("%s")
            ? kind.words.formatted(found.group(1))
            : kind.words;
      }
    }
    return OTHER;
  }
}
