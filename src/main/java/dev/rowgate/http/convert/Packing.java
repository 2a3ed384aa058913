package dev.rowgate.http.convert;

import dev.rowgate.bytes.Encoder;
import dev.rowgate.bytes.Encoders;
import dev.rowgate.http.machine.Block;
import dev.rowgate.http.machine.CpuSlots;
import dev.rowgate.http.media.ContentCoding;
import org.jspecify.annotations.Nullable;

/// Packs the blocks of one answer as they leave, each so that the client can unpack it at once. It
/// takes processor time like a conversion, and a CPU slot for it. Not thread-safe.
final class Packing implements AutoCloseable {

  private final Encoder encoder;
  private final CpuSlots cpu;

  private Packing(Encoder encoder, CpuSlots cpu) {
    this.encoder = encoder;
    this.cpu = cpu;
  }

  /// @return null where blocks leave as they are
  static @Nullable Packing of(ContentCoding coding, Encoders encoders, CpuSlots cpu) {
    return switch (coding) {
      case ZSTD -> new Packing(encoders.zstd(), cpu);
      case GZIP -> new Packing(encoders.gzip(), cpu);
      case IDENTITY -> null;
    };
  }

  /// A block that can be packed into one of [Block#SIZE].
  static Block block() {
    return new Block(Encoder.MAX_PIECE);
  }

  /// Replaces what is in `into`.
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

  /// Appends the proper end to what was packed last, which an answer that is broken off never gets.
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
