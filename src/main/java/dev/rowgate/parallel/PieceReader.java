package dev.rowgate.parallel;

import dev.rowgate.pipeline.BlockConversion;
import java.io.IOException;
import java.util.function.LongFunction;

/// Reader of one piece: feeds its bytes to a conversion. It reads beyond the piece only to complete
/// the piece's last record. The run itself converts what follows the last line end of the input.
///
/// @param source the input
/// @param starts finds where pieces begin
record PieceReader(PositionedSource source, Sizes sizes, LineStarts starts) {

  void convert(Piece piece, LongFunction<BlockConversion> conversions) throws IOException {
    long start = piece.isFirst() ? piece.border() : starts.at(piece.border());
    long stop = starts.at(piece.nextBorder());
    piece.begin(start, stop);
    if (start >= stop) {
      return;
    }
    BlockConversion conversion = conversions.apply(start);
    byte[] bytes = new byte[sizes.feed()];
    long at = start;
    int feed = sizes.firstFeed();
    boolean isWanted = true;
    while (isWanted && !piece.isAbandoned() && conversion.byteOffset() < stop) {
      // After `stop`, only the rest of one record is read.
      int length =
          source.read(bytes, at < stop ? (int) Math.min(feed, stop - at) : sizes.firstFeed(), at);
      if (length < 0) {
        break;
      }
      at += length;
      conversion.feed(bytes, 0, length);
      isWanted = conversion.convert(stop, piece);
      if (feed < sizes.feed() || at >= stop) {
        // The run is waiting for a first block.
        isWanted = isWanted && conversion.close(piece);
      }
      piece.advance(conversion.openFrom());
      feed = Math.min(2 * feed, sizes.feed());
    }
    if (isWanted) {
      conversion.close(piece);
    }
  }
}
