package dev.rowgate.bytes;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// How an input is packed: what a door was told, or found by the first bytes.
public enum Compression {
  /// Nobody said: gzip, zstd or ZIP if the input begins with their magic, plain otherwise.
  DETECT,
  /// Plain, whatever it begins with.
  NONE,
  GZIP,
  ZSTD,
  /// Never said, only found: an archive of one file.
  ZIP;

  /// What an input is that begins so, or null as long as more bytes may tell.
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
