package dev.rowgate.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Decoder for a ZIP archive of one file. It reads the archive from its start, because the
/// directory comes last: the file's content is output as it arrives, and a second file makes the
/// input malformed. Directories, and the entries that macOS adds, are skipped.
final class ZipDecoder implements Decoder {

  private enum State {
    SIGNATURE,
    LOCAL_HEADER,
    NAME,
    EXTRA,
    CONTENT,
    DESCRIPTOR,
    DIRECTORY,
    TO_PASS,
    COMPLETE
  }

  private static final int LOCAL = 0x0403_4B50;
  private static final int CENTRAL = 0x0201_4B50;
  private static final int END_64 = 0x0606_4B50;
  private static final int LOCATOR_64 = 0x0706_4B50;
  private static final int END = 0x0605_4B50;
  private static final int DESCRIBED = 0x0807_4B50;

  private static final int ENCRYPTED = 1;
  private static final int HAS_DESCRIPTOR = 8;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int ZIP_64 = 1;
  private static final long IN_ZIP_64 = 0xFFFF_FFFFL;

  /// Limit in bytes on the skipped entries together; those that macOS adds have some hundred.
  private static final int MOST_PASSED = 1 << 20;

  /// Enough for each record of fixed length.
  private static final int FIRST_SIZE = 64;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final ByteBuffer passed = ByteBuffer.allocate(1 << 10);

  /// The record being read. Grows for names and extra fields, to at most 64 KiB, and has its first
  /// size again before the content.
  private ByteBuffer field = buffer(FIRST_SIZE);

  private State state = State.SIGNATURE;
  private boolean isForeign = true;
  private boolean hasFile;
  private boolean inFile;
  private int flags;
  private int method;
  private int crc;
  private long length;
  private long read;
  private long written;
  private int nameLength;
  private int extraLength;
  private boolean is64;
  private long toPass;
  private State behind = State.SIGNATURE;
  private int passedOver;

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void decode(ByteBuffer in, ByteBuffer out) throws DamagedException {
    boolean goesOn = true;
    while (goesOn) {
      goesOn =
          switch (state) {
            case SIGNATURE -> collect(in, 4) && signature();
            case LOCAL_HEADER -> collect(in, 26) && localHeader();
            case NAME -> collect(in, nameLength) && name();
            case EXTRA -> collect(in, extraLength) && extra();
            case CONTENT -> content(in, out);
            case DESCRIPTOR -> collect(in, 4) && descriptor(in);
            case DIRECTORY -> directory(in);
            case TO_PASS -> pass(in);
            case COMPLETE -> {
              if (in.hasRemaining()) {
                throw new DamagedException("something else stands behind its end");
              }
              yield false;
            }
          };
    }
  }

  /// Whether the input, as far as it was read, is no archive of one file, but an office document or
  /// no archive at all.
  boolean isForeign() {
    return isForeign;
  }

  @Override
  public boolean isComplete() {
    return state == State.COMPLETE && hasFile;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private boolean signature() throws DamagedException {
    int found = field.getInt(0);
    if (found == LOCAL) {
      return next(State.LOCAL_HEADER);
    }
    if (!hasFile) {
      throw new DamagedException("it holds no file");
    }
    // `field` isn't cleared: the directory's record length depends on its signature.
    state = State.DIRECTORY;
    return true;
  }

  private boolean localHeader() throws DamagedException {
    flags = field.getShort(2) & 0xFFFF;
    method = field.getShort(4) & 0xFFFF;
    crc = field.getInt(10);
    length = field.getInt(14) & 0xFFFF_FFFFL;
    nameLength = field.getShort(22) & 0xFFFF;
    extraLength = field.getShort(24) & 0xFFFF;
    isForeign = nameLength == 0;
    if (isForeign) {
      throw new DamagedException("it holds no CSV");
    }
    if ((flags & ENCRYPTED) != 0) {
      throw new DamagedException("it is encrypted");
    }
    if (method != DEFLATED && method != STORED) {
      throw new DamagedException("it is packed by method " + method + ", and not by deflate");
    }
    if (method == STORED && (flags & HAS_DESCRIPTOR) != 0) {
      throw new DamagedException("it is stored with its length behind it");
    }
    return next(State.NAME);
  }

  private boolean name() throws DamagedException {
    String name = UTF_8.decode(field.slice(0, nameLength)).toString();
    inFile = !name.endsWith("/") && !name.startsWith("__MACOSX/") && !name.endsWith(".DS_Store");
    if (inFile && hasFile) {
      throw new DamagedException("it holds several files; send one of them");
    }
    if (inFile && isOfOffice(name)) {
      isForeign = true;
      throw new DamagedException("it holds no CSV");
    }
    hasFile |= inFile;
    return next(State.EXTRA);
  }

  /// Whether office documents begin with an entry of this name.
  private static boolean isOfOffice(String name) {
    return name.equals("mimetype")
        || name.endsWith(".xml")
        || name.startsWith("_rels/")
        || name.startsWith("META-INF/");
  }

  private boolean extra() throws DamagedException {
    is64 = false;
    for (int at = 0; at + 4 <= extraLength; ) {
      int size = field.getShort(at + 2) & 0xFFFF;
      if (field.getShort(at) == ZIP_64) {
        is64 = true;
        // The uncompressed length precedes the compressed one.
        if (method == STORED && length == IN_ZIP_64 && size >= 8 && at + 12 <= extraLength) {
          length = field.getLong(at + 4);
        }
      }
      at += 4 + size;
    }
    if (field.capacity() > FIRST_SIZE) {
      field = buffer(FIRST_SIZE);
    }
    inflater.reset();
    checksum.reset();
    read = 0;
    written = 0;
    return next(State.CONTENT);
  }

  private boolean content(ByteBuffer in, ByteBuffer out) throws DamagedException {
    ByteBuffer to = inFile ? out : passed.clear();
    if (!to.hasRemaining()) {
      return false;
    }
    int from = to.position();
    int before = in.position();
    boolean isOver = method == STORED ? copy(in, to) : inflate(in, to);
    int count = to.position() - from;
    read += in.position() - before;
    written += count;
    checksum.update(to.duplicate().flip().position(from));
    if (!inFile) {
      passedOver += count;
      if (passedOver > MOST_PASSED) {
        throw new DamagedException("it holds several files; send one of them");
      }
    }
    return isOver ? contentEnded() : !inFile && count > 0;
  }

  private boolean inflate(ByteBuffer in, ByteBuffer to) throws DamagedException {
    inflater.setInput(in);
    try {
      inflater.inflate(to);
    } catch (DataFormatException e) {
      throw new DamagedException("its data is damaged");
    }
    return inflater.finished();
  }

  private boolean copy(ByteBuffer in, ByteBuffer to) {
    int count = (int) Math.min(Math.min(in.remaining(), to.remaining()), length - read);
    to.put(in.slice(in.position(), count));
    in.position(in.position() + count);
    return read + count == length;
  }

  private boolean contentEnded() throws DamagedException {
    if ((flags & HAS_DESCRIPTOR) != 0) {
      return next(State.DESCRIPTOR);
    }
    checkContent(crc);
    return next(State.SIGNATURE);
  }

  private void checkContent(int expected) throws DamagedException {
    if (expected != (int) checksum.getValue()) {
      throw new DamagedException("the checksum of its content doesn't fit");
    }
  }

  /// Reads the data descriptor: a checksum and two lengths, optionally after a signature.
  private boolean descriptor(ByteBuffer in) throws DamagedException {
    boolean isSigned = field.getInt(0) == DESCRIBED;
    int lengths = is64 ? 16 : 8;
    int all = (isSigned ? 8 : 4) + lengths;
    if (!collect(in, all)) {
      return false;
    }
    checkContent(field.getInt(isSigned ? 4 : 0));
    int end = all - lengths / 2;
    long said = is64 ? field.getLong(end) : field.getInt(end) & 0xFFFF_FFFFL;
    if (said != (is64 ? written : written & 0xFFFF_FFFFL)) {
      throw new DamagedException("the length of its content doesn't fit");
    }
    return next(State.SIGNATURE);
  }

  /// Reads one record of the directory, whose signature was already read.
  private boolean directory(ByteBuffer in) throws DamagedException {
    int fixed =
        switch (field.getInt(0)) {
          case CENTRAL -> 46;
          case END_64 -> 12;
          case LOCATOR_64 -> 20;
          case END -> 22;
          default -> throw new DamagedException("its directory is damaged");
        };
    if (!collect(in, fixed)) {
      return false;
    }
    behind = field.getInt(0) == END ? State.COMPLETE : State.SIGNATURE;
    toPass =
        switch (field.getInt(0)) {
          case CENTRAL -> unsigned(28) + unsigned(30) + unsigned(32);
          case END_64 -> field.getLong(4);
          case END -> unsigned(20);
          default -> 0;
        };
    return next(State.TO_PASS);
  }

  private long unsigned(int at) {
    return field.getShort(at) & 0xFFFF;
  }

  private boolean pass(ByteBuffer in) {
    int count = Math.clamp(toPass, 0, in.remaining());
    in.position(in.position() + count);
    toPass -= count;
    return toPass <= 0 && next(behind);
  }

  private boolean next(State next) {
    field.clear();
    state = next;
    return true;
  }

  /// Collects bytes in `field`; returns whether it holds at least `count`.
  private boolean collect(ByteBuffer in, int count) {
    int missing = Math.min(count - field.position(), in.remaining());
    if (missing > 0) {
      if (field.remaining() < missing) {
        field =
            buffer(Math.min(count, Math.max(field.position() + missing, 2 * field.capacity())))
                .put(field.flip());
      }
      field.put(in.slice(in.position(), missing));
      in.position(in.position() + missing);
    }
    return field.position() >= count;
  }
}
