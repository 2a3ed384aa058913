package dev.rowgate.http.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/// The header `traceparent` of a request (W3C Trace Context, level 1), which identifies its trace.
/// Malformed values are dropped, as the standard requires, so that the log contains nothing else.
final class TraceParent {

  private static final String HEADER = "traceparent";

  /// Version, trace, parent, flags. Later versions may append more.
  private static final Pattern FORM =
      Pattern.compile(
          "((?!ff)[0-9a-f]{2})-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceParent() {}

  /// @return null if the request has none, several, or a malformed one
  static @Nullable String of(HttpFields headers) {
    // A shortcut for most requests.
    if (!headers.contains(HEADER) || headers.getValuesList(HEADER).size() != 1) {
      return null;
    }
    String given = headers.getValuesList(HEADER).getFirst();
    Matcher begin = FORM.matcher(given);
    if (!begin.lookingAt()) {
      return null;
    }
    boolean isAll = begin.end() == given.length();
    boolean isLater = !begin.group(1).equals("00") && !isAll && given.charAt(begin.end()) == '-';
    return isAll || isLater ? begin.group() : null;
  }
}
