package dev.rowgate.http.exchange;

import java.lang.reflect.Field;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;
import org.eclipse.jetty.http2.hpack.internal.MetaDataBuilder;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collector of the headers of HTTP/2 requests. Malformed headers fail only their request, with
/// 400, not the others on the connection (RFC 9113, 8.1.1).
///
/// Jetty's own collector throws exceptions for some of them through the HPACK decoder. The decoder
/// then misses the remaining headers, and with them entries of its table, so that the connection
/// must end. This one lets the decoder continue, as Jetty's does for most other faults. Input that
/// breaks the decoding itself, or exceeds the size limit, still ends the connection.
final class RequestHeaders extends MetaDataBuilder {

  private static final Logger LOG = LoggerFactory.getLogger(RequestHeaders.class);

  /// RFC 9110, 8.6: digits only; at most as many as fit a `long`.
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /// A token (RFC 9110, 5.6.2).
  private static final Pattern METHOD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /// The field with Jetty's collector; null if it doesn't exist any more.
  private static final @Nullable Field COLLECTOR = collector();

  private final EndPoint endPoint;
  private boolean hasLength;
  private boolean isRequest;

  private RequestHeaders(int maxSize, EndPoint endPoint) {
    super(maxSize);
    this.endPoint = endPoint;
  }

  private static @Nullable Field collector() {
    try {
      Field field = HpackDecoder.class.getDeclaredField("_builder");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("a malformed header ends its HTTP/2 connection: {}", e.toString());
      return null;
    }
  }

  /// Makes the decoder of a new connection use an instance of this class.
  static void collectFor(HpackDecoder decoder, EndPoint endPoint) {
    if (COLLECTOR == null) {
      claimSidecar(endPoint);
    } else {
      try {
        COLLECTOR.set(decoder, new RequestHeaders(decoder.getMaxHeaderListSize(), endPoint));
      } catch (IllegalAccessException e) {
        LOG.debug("Jetty's own collector stays", e);
      }
    }
  }

  @Override
  public void emit(HttpField field) throws HpackException.SessionException {
    String name = field.getName();
    if (name == null || name.isEmpty()) {
      streamException("a header has no name");
      return;
    }
    isRequest |= name.charAt(0) == ':';
    if (name.equalsIgnoreCase(Sidecar.HEADER)) {
      claimSidecar(endPoint);
    }
    if (field.getHeader() == HttpHeader.CONTENT_LENGTH && !isUsableLength(field.getValue())) {
      return;
    }
    if (field.getHeader() == HttpHeader.C_METHOD && !METHOD.matcher(field.getValue()).matches()) {
      streamException("the method is not a token");
      return;
    }
    if (field.getHeader() == HttpHeader.TRANSFER_ENCODING) {
      streamException("transfer-encoding is none of HTTP/2");
      return;
    }
    try {
      super.emit(field);
    } catch (RuntimeException e) {
      streamException("header %s can't be read", name);
    }
  }

  private static void claimSidecar(EndPoint endPoint) {
    if (endPoint instanceof GatedEndPoint gated) {
      gated.sidecarClaimed();
    }
  }

  /// Handles values that Jetty fails to parse as numbers before [#emit] gets them.
  @Override
  public void streamException(Throwable failure) {
    if (failure instanceof NumberFormatException) {
      streamException("content-length or :status is not a number");
    } else {
      super.streamException(failure);
    }
  }

  private boolean isUsableLength(@Nullable String value) {
    if (value == null || !LENGTH.matcher(value).matches()) {
      streamException("content-length is not a number of bytes");
      return false;
    }
    if (hasLength) {
      streamException("content-length is given twice");
      return false;
    }
    hasLength = true;
    return true;
  }

  @Override
  public MetaData build() throws HpackException.StreamException {
    boolean ofRequest = isRequest;
    hasLength = false;
    isRequest = false;
    try {
      return super.build();
    } catch (HpackException.StreamException e) {
      // The fault was found before a header that identifies this as a request.
      throw ofRequest && !e.isRequest()
          ? new HpackException.StreamException(true, false, "%s", e.getMessage())
          : e;
    }
  }
}
