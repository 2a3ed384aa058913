package dev.rowgate.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/// The output of a [Decompressor] that was fed in pieces of one size.
///
/// @param fault what ended it; empty if the input was read to its end
public record Inflated(byte[] plain, Optional<InputProblem> fault) {

  static Inflated of(byte[] input, Compression said, int piece) {
    return of(input, said, piece, Limits.STANDARD);
  }

  public static Inflated of(byte[] input, Compression said, int piece, Limits limits) {
    var plain = new ByteArrayOutputStream();
    Optional<InputProblem> fault =
        run(
            input,
            said,
            piece,
            limits,
            bytes ->
                plain.write(
                    bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()));
    return new Inflated(plain.toByteArray(), fault);
  }

  static Optional<InputProblem> run(
      byte[] input, Compression said, int piece, Limits limits, Consumer<ByteBuffer> sink) {
    int fed = 0;
    // Callers reuse one array for all pieces, so the decompressor must have copied what it still
    // needs.
    byte[] reused = new byte[Math.min(piece, input.length)];
    try (var decompressor = new Decompressor(said, limits)) {
      while (true) {
        switch (decompressor.next()) {
          case Decompressor.Next.NeedsInput _ -> {
            int length = Math.min(piece, input.length - fed);
            if (length == 0) {
              decompressor.end();
            } else {
              System.arraycopy(input, fed, reused, 0, length);
              decompressor.feed(reused, 0, length);
              fed += length;
            }
          }
          case Decompressor.Next.Piece(ByteBuffer bytes) -> {
            assertThat(bytes.remaining()).isBetween(1, Math.max(64 << 10, piece));
            sink.accept(bytes);
          }
          case Decompressor.Next.End _ -> {
            return Optional.empty();
          }
          case Decompressor.Next.Fault(InputProblem problem) -> {
            return Optional.of(problem);
          }
        }
      }
    }
  }

  /// Returns the reason of a `bad-compression`; fails for any other result.
  String reason() {
    assertThat(fault).isPresent();
    assertThat(fault.get()).isInstanceOf(InputProblem.BadCompression.class);
    return ((InputProblem.BadCompression) fault.get()).reason();
  }
}
