package dev.rowgate.bytes;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Compression of an input: declared by the caller, or detected from the first bytes.
public enum Compression {
  /// Not declared: gzip, zstd or ZIP if the input begins with their magic number, otherwise none.
  DETECT,
  /// Uncompressed, whatever the first bytes are.
  NONE,
  GZIP,
  ZSTD,
  /// An archive of one file. Detected, never declared.
  ZIP;

  /// Returns the compression of an input that starts with these bytes; null if more bytes are
  /// needed to tell.
  public static @Nullable Compression detect(ByteBuffer start) {
    return switch (Magic.GZIP.fit(start)) {
      case WHOLE -> GZIP;
      case SO_FAR -> null;
      case NONE ->
          switch (Magic.ofZstd(start)) {
            case WHOLE -> ZSTD;
            case SO_FAR -> null;
            case NONE ->
                switch (Magic.ZIP.fit(start)) {
                  case WHOLE -> ZIP;
                  case SO_FAR -> null;
                  case NONE -> NONE;
                };
          };
    };
  }
}
