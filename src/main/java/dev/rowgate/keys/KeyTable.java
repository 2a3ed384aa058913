package dev.rowgate.keys;

import org.jspecify.annotations.Nullable;

/// Hash table of the keys of one run, with the first record of each: open addressing with linear
/// probing on 128-bit keyed hashes. It grows by doubling; its storage comes from a [Scratch], in
/// memory or in a spilled file. Not thread-safe.
public final class KeyTable implements AutoCloseable {

  /// A slot has two halves of the hash and the record number, which is 0 if the slot is free.
  private static final int LONGS = 3;

  static final int SLOT_BYTES = LONGS * Long.BYTES;
  private static final int FIRST_BITS = 6;

  private final Scratch scratch;
  private final int firstBits;
  private @Nullable SipHash hash;
  private Scratch.Area area = Scratch.NOTHING;

  /// Binary logarithm of the number of slots; 0 if there are none.
  private int bits;

  private long size;

  public KeyTable(Scratch scratch) {
    this(scratch, null, FIRST_BITS);
  }

  /// @param hash null for a random hash key
  /// @param firstBits binary logarithm of the initial number of slots, at least 1
  KeyTable(Scratch scratch, @Nullable SipHash hash, int firstBits) {
    this.scratch = scratch;
    this.hash = hash;
    this.firstBits = firstBits;
  }

  /// The number of keys.
  public long size() {
    return size;
  }

  /// Ensures capacity for this number of additional keys. Must precede each [#add].
  ///
  /// @return false if there is no storage left
  public boolean makeRoom(int keys) {
    while (size + keys > most()) {
      if (!grow()) {
        return false;
      }
    }
    return true;
  }

  /// Whether storage was refused because of a disk error.
  public boolean hasFailed() {
    return scratch.hasFailed();
  }

  /// Adds the key `bytes[0, length)` unless it is present.
  ///
  /// @param record number of the record, from 1
  /// @return the record with which the key was first added; 0 if it is new
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

  /// Created for the first key: most runs have none, and loading `SecureRandom` takes long.
  private SipHash hash() {
    if (hash == null) {
      hash = SipHash.ofRandomKey();
    }
    return hash;
  }

  /// The capacity: two thirds of the slots. At this load a lookup of a new key examines five slots
  /// on average.
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
    // Slots are ordered by hash, so both tables are traversed sequentially.
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

  /// Returns the key's slot, or the free slot where it belongs.
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
