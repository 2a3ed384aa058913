package dev.rowgate.http;

import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.Packed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;

/// One request with one fault; a seed determines all its parameters.
///
/// @param query after the path, including the `?`
/// @param at number of bytes after which the network fails
record FaultRun(
    long seed,
    Fault fault,
    Way way,
    Caller caller,
    Sample sample,
    byte[] upload,
    boolean sized,
    String query,
    long at) {

  /// Spool space for all samples except [Samples#huge()].
  static final String[] STEADY = {"--max-spool-bytes=1MiB", "--idle-time=15s"};

  static final String[] STRICT = {"--max-upload-bytes=" + Samples.LIMIT, "--idle-time=15s"};
  static final String[] VICTIM = {"--drain-time=200ms", "--idle-time=15s"};

  private static final int GZIP_HEADER = 10;

  static FaultRun plan(Fault fault, Samples samples, long seed) {
    var random = new Random(seed);
    Caller caller = one(Caller.values(), random);
    Way way = one(waysOf(fault, caller), random);
    Sample sample =
        switch (fault) {
          case UPLOAD_LIMIT -> samples.large(random);
          case SPOOL_FULL -> samples.huge();
          case TOO_MANY_ERRORS, TERMINATED, KILLED, NGINX_KILLED -> samples.large(random);
          default -> samples.any(random);
        };
    byte[] upload = upload(fault, sample.csv(), random);
    boolean cutsUpload = fault == Fault.UPLOAD_CUT;
    // On a route without a known length, a response is slightly longer than the upload.
    long at = random.nextLong(cutsUpload ? upload.length : 2L * upload.length) + 1;
    return new FaultRun(
        seed,
        fault,
        way,
        caller,
        sample,
        upload,
        random.nextBoolean(),
        "?schema=people" + options(fault, way, caller, sample, random),
        at);
  }

  /// @param carried counts the bytes of the upload that have passed, if the network is slow
  Seen send(Rig rig, Path directory, LongAdder carried) throws Exception {
    int port = rig.port(way, caller);
    String path = "/v1/transform" + query;
    try (Cable cable = cable(port, carried)) {
      return caller.post(cable == null ? port : cable.port(), path, upload, sized, directory);
    }
  }

  private Cable cable(int port, LongAdder carried) throws Exception {
    return switch (fault) {
      case UPLOAD_CUT -> Cable.uploadEnds(port, at);
      case ANSWER_CUT -> Cable.answerEnds(port, at, false);
      case ANSWER_RESET -> Cable.answerEnds(port, at, true);
      // Slow enough that the request takes about a second, in which the fault occurs.
      case TERMINATED, KILLED, NGINX_KILLED -> Cable.slow(port, upload.length, carried);
      case NONE, GZIP_CUT, GZIP_BIT_FLIPPED, ZSTD_CUT, UPLOAD_LIMIT, TOO_MANY_ERRORS, SPOOL_FULL ->
          null;
    };
  }

  private static Way[] waysOf(Fault fault, Caller caller) {
    return Arrays.stream(Way.values())
        .filter(way -> !way.isForeign() || caller != Caller.CURL_HTTP_2)
        .filter(way -> way != Way.DIRECT || fault != Fault.NGINX_KILLED)
        .toArray(Way[]::new);
  }

  private static byte[] upload(Fault fault, byte[] csv, Random random) {
    return switch (fault) {
      case GZIP_CUT -> cut(Packed.pack(Compression.GZIP, csv), random);
      case ZSTD_CUT -> cut(Packed.pack(Compression.ZSTD, csv), random);
      case GZIP_BIT_FLIPPED -> flip(csv, random);
      default -> csv;
    };
  }

  private static byte[] cut(byte[] packed, Random random) {
    return Arrays.copyOf(packed, 1 + random.nextInt(packed.length - 1));
  }

  /// Up to seven bits between gzip's last block and its checksum are padding: flipping them changes
  /// nothing.
  private static byte[] flip(byte[] csv, Random random) {
    byte[] packed;
    do {
      packed = Packed.pack(Compression.GZIP, csv);
      int at = GZIP_HEADER + random.nextInt(packed.length - GZIP_HEADER);
      packed[at] ^= (byte) (1 << random.nextInt(8));
    } while (unpacksTo(csv, packed));
    return packed;
  }

  private static boolean unpacksTo(byte[] csv, byte[] packed) {
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return Arrays.equals(unpacked.readAllBytes(), csv);
    } catch (IOException _) {
      return false;
    }
  }

  private static String options(Fault fault, Way way, Caller caller, Sample sample, Random random) {
    String errors =
        fault == Fault.TOO_MANY_ERRORS ? "&maxErrors=" + random.nextInt(sample.bad()) : "";
    return errors + respond(fault, way, caller, random);
  }

  private static String respond(Fault fault, Way way, Caller caller, Random random) {
    // With `auto` it is complete or aborted: nginx stops sending once the response has started.
    boolean mustBeWhole = fault == Fault.NONE && way == Way.FOREIGN_HTTP_1_1;
    // A client that reads while it sends needs no spool.
    boolean mustSpool = fault == Fault.SPOOL_FULL && caller != Caller.SENDS_FIRST;
    if (mustBeWhole || mustSpool || random.nextInt(4) == 0) {
      return "&respond=after-upload";
    }
    return caller == Caller.SENDS_FIRST || random.nextBoolean() ? "" : "&respond=straight";
  }

  private static <T> T one(T[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  @Override
  public String toString() {
    return "seed %d: %s, %s, %s, POST %s, %d bytes%s"
        .formatted(seed, fault, way, caller, query, upload.length, sized ? "" : " in chunks");
  }
}
