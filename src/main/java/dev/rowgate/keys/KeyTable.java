package dev.rowgate.keys;

import org.jspecify.annotations.Nullable;

/// The keys that a run has seen, and in which record each was first: an open-addressed table of
/// hashes of 128 bits. It doubles in room that its [Scratch] gives, and where that lies is all the
/// same to it. Not thread-safe.
public final class KeyTable implements AutoCloseable {

  /// The two halves of the hash, then the number of the record, which is 0 in a free slot.
  private static final int LONGS = 3;

  static final int SLOT_BYTES = LONGS * Long.BYTES;
  private static final int FIRST_BITS = 6;

  private final Scratch scratch;
  private final int firstBits;
  private @Nullable SipHash hash;
  private Scratch.Area area = Scratch.NOTHING;

  /// Of the number of slots; 0 as long as there are none.
  private int bits;

  private long size;

  public KeyTable(Scratch scratch) {
    this(scratch, null, FIRST_BITS);
  }

  /// @param hash null for one of a random key
  /// @param firstBits of the number of slots to begin with, 1 or more
  KeyTable(Scratch scratch, @Nullable SipHash hash, int firstBits) {
    this.scratch = scratch;
    this.hash = hash;
    this.firstBits = firstBits;
  }

  /// How many keys it holds.
  public long size() {
    return size;
  }

  /// Makes sure that so many more keys have room; needed before each [#add].
  ///
  /// @return whether there is that much
  public boolean makeRoom(int keys) {
    while (size + keys > most()) {
      if (!grow()) {
        return false;
      }
    }
    return true;
  }

  /// Whether there was no room because a disk failed.
  public boolean hasFailed() {
    return scratch.hasFailed();
  }

  /// Adds the key `bytes[0, length)`, unless it is there.
  ///
  /// @param record from 1
  /// @return the record that it was added with before, or 0 if it is new
  public long add(byte[] bytes, int length, long record) {
    SipHash hash = hash();
    hash.hash(bytes, length);
    long slot = find(hash.first(), hash.second());
    long before = number(slot);
    if (before == 0) {
      put(slot, hash.first(), hash.second(), record);
      size++;
    }
    return before;
  }

  /// Whether the key `bytes[0, length)` was added.
  public boolean contains(byte[] bytes, int length) {
    if (bits == 0) {
      return false;
    }
    SipHash hash = hash();
    hash.hash(bytes, length);
    return number(find(hash.first(), hash.second())) != 0;
  }

  @Override
  public void close() {
    area.close();
    area = Scratch.NOTHING;
    bits = 0;
    size = 0;
  }

  /// Made for the first key: most runs have none, and what makes random ones takes long to load.
  private SipHash hash() {
    if (hash == null) {
      hash = SipHash.ofRandomKey();
    }
    return hash;
  }

  /// Two thirds of the slots: a new key then looks at five of them on average.
  private long most() {
    return bits == 0 ? 0 : (2L << bits) / 3;
  }

  private boolean grow() {
    int more = bits == 0 ? firstBits : bits + 1;
    Scratch.Area bigger = scratch.take((long) SLOT_BYTES << more);
    if (bigger == null) {
      return false;
    }
    Scratch.Area old = area;
    long oldCount = bits == 0 ? 0 : 1L << bits;
    area = bigger;
    bits = more;
    // The places follow the order of the hashes: one run through both tables, side by side.
    for (long slot = 0; slot < oldCount; slot++) {
      long record = old.get(LONGS * slot + 2);
      if (record != 0) {
        long first = old.get(LONGS * slot);
        long second = old.get(LONGS * slot + 1);
        put(find(first, second), first, second, record);
      }
    }
    old.close();
    return true;
  }

  /// Where the key stands, or the free slot where it would.
  private long find(long first, long second) {
    long last = (1L << bits) - 1;
    long slot = first >>> (Long.SIZE - bits);
    while (number(slot) != 0
        && (area.get(LONGS * slot) != first || area.get(LONGS * slot + 1) != second)) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  private long number(long slot) {
    return area.get(LONGS * slot + 2);
  }

  private void put(long slot, long first, long second, long record) {
    area.set(LONGS * slot, first);
    area.set(LONGS * slot + 1, second);
    area.set(LONGS * slot + 2, record);
  }
}
