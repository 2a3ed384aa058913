package dev.rowgate.http.convert;

import dev.rowgate.bytes.Encoder;
import dev.rowgate.bytes.Encoders;
import dev.rowgate.http.machine.Block;
import dev.rowgate.http.machine.CpuSlots;
import dev.rowgate.http.media.ContentCoding;
import org.jspecify.annotations.Nullable;

/// Compressor for the blocks of one response as they are sent; the client can decode each block
/// when it arrives. Compression takes processor time like a conversion, so it takes a CPU slot. Not
/// thread-safe.
record Packing(Encoder encoder, CpuSlots cpu) implements AutoCloseable {

  /// @return null for no compression
  static @Nullable Packing of(ContentCoding coding, Encoders encoders, CpuSlots cpu) {
    return switch (coding) {
      case ZSTD -> new Packing(encoders.zstd(), cpu);
      case GZIP -> new Packing(encoders.gzip(), cpu);
      case IDENTITY -> null;
    };
  }

  /// Returns a block that fits into one of [Block#SIZE] when it is compressed.
  static Block block() {
    return new Block(Encoder.MAX_PIECE);
  }

  /// Compresses a block, and replaces the content of `into`.
  void pack(Block from, Block into) {
    byte[] room = into.fill(from.size() + Encoder.GROWTH);
    into.cut(from.isEmpty() ? 0 : encode(from, room));
  }

  private int encode(Block from, byte[] into) {
    cpu.begin();
    try {
      return encoder.encode(from.array(), from.size(), into);
    } finally {
      cpu.end();
    }
  }

  /// Appends the end of the compressed data to the last block. An aborted response never gets it.
  void end(Block packed) {
    int size = packed.size();
    byte[] room = packed.fill(Math.min(size + Encoder.GROWTH, Block.SIZE));
    packed.cut(size + encoder.end(room, size));
  }

  @Override
  public void close() {
    encoder.close();
  }
}
