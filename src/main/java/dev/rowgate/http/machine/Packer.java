package dev.rowgate.http.machine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Compressor for blocks in a spool file; each block is compressed separately. It takes 300 KB,
/// mostly native memory, and has no state between blocks, so a few instances serve all requests.
/// Not thread-safe.
public final class Packer {

  /// Length of a block's header: its uncompressed and compressed length.
  private static final int HEAD = 2 * Integer.BYTES;

  /// Buffer size: deflate adds at most five bytes per 16 KiB of incompressible data, and a few
  /// more.
  private static final int ROOM = HEAD + Block.SIZE + 256;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final Inflater inflater = new Inflater(true);
  private final byte[] packed = new byte[ROOM];
  private int length;

  /// Compresses a block into the internal buffer.
  ///
  /// @return the number of bytes that [#write] will write
  public int pack(Block block) {
    deflater.reset();
    deflater.setInput(block.array(), 0, block.size());
    deflater.finish();
    int deflated = deflater.deflate(packed, HEAD, ROOM - HEAD);
    ByteBuffer.wrap(packed).putInt(block.size()).putInt(deflated);
    length = HEAD + deflated;
    return length;
  }

  /// Writes the block that was compressed last.
  void write(FileChannel to, long position) throws IOException {
    var bytes = ByteBuffer.wrap(packed, 0, length);
    while (bytes.hasRemaining()) {
      to.write(bytes, position + bytes.position());
    }
  }

  /// Reads a block.
  ///
  /// @return the number of bytes that it occupies in the file
  int read(FileChannel from, long position, Block into) throws IOException {
    ByteBuffer head = read(from, position, HEAD);
    int plain = head.getInt();
    int deflated = head.getInt();
    read(from, position + HEAD, deflated);
    inflater.reset();
    inflater.setInput(packed, 0, deflated);
    try {
      if (inflater.inflate(into.fill(plain), 0, plain) != plain) {
        throw new EOFException("a block on disk is too short");
      }
    } catch (DataFormatException e) {
      throw new IOException("a block on disk is damaged", e);
    }
    return HEAD + deflated;
  }

  private ByteBuffer read(FileChannel from, long position, int count) throws IOException {
    var bytes = ByteBuffer.wrap(packed, 0, count);
    while (bytes.hasRemaining()) {
      if (from.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("a block on disk is cut");
      }
    }
    return bytes.flip();
  }
}
