package dev.rowgate.http.machine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Writes blocks to a file compressed, each by itself, and reads them back. It has 300 KB inside,
/// most of it outside the heap, and keeps nothing between two blocks: a few serve everybody.
public final class Packer {

  /// The two lengths in front of a block.
  private static final int HEAD = 2 * Integer.BYTES;

  /// What doesn't get shorter gets longer by five bytes for 16 KiB, and a few.
  private static final int ROOM = HEAD + Block.SIZE + 256;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private final Inflater inflater = new Inflater(true);
  private final byte[] packed = new byte[ROOM];
  private int length;

  /// Takes the block in.
  ///
  /// @return how many bytes [#write] will write
  public int pack(Block block) {
    deflater.reset();
    deflater.setInput(block.array(), 0, block.size());
    deflater.finish();
    int deflated = deflater.deflate(packed, HEAD, ROOM - HEAD);
    ByteBuffer.wrap(packed).putInt(block.size()).putInt(deflated);
    length = HEAD + deflated;
    return length;
  }

  /// Writes what was packed last.
  void write(FileChannel to, long position) throws IOException {
    var bytes = ByteBuffer.wrap(packed, 0, length);
    while (bytes.hasRemaining()) {
      to.write(bytes, position + bytes.position());
    }
  }

  /// @return how many bytes of the file the block took
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
