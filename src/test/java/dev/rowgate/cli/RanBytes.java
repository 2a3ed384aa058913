package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/// Result of a command line run in this process, with arbitrary bytes on stdin.
public record RanBytes(int exit, String out, String err) {

  public static RanBytes of(byte[] stdin, String... args) {
    var out = new ByteArrayOutputStream();
    Ran ran = Ran.with(new ByteArrayInputStream(stdin), out, args);
    return new RanBytes(ran.exit().number(), out.toString(UTF_8), ran.err());
  }
}
