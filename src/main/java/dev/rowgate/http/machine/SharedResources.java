package dev.rowgate.http.machine;

import dev.rowgate.options.ByteLimit;

/// Resources of the process that all conversions share.
///
/// @param cpu limit on CPU-bound work
/// @param memory limit on working buffers
/// @param budget memory for long records
/// @param schemas memory for schemas in requests
/// @param kept memory for incomplete records whose clients are waited for
/// @param windows native memory for the windows of zstd uploads: as much as the heap. Each has up
///   to 8 MiB outside the heap: without a limit, a few bytes from each of a thousand clients would
///   take 8 GB
public record SharedResources(
    CpuSlots cpu,
    MemorySlots memory,
    Budget budget,
    Budget schemas,
    KeptMemory kept,
    ByteLimit windows) {

  public SharedResources(Budget budget) {
    this(
        new CpuSlots(),
        new MemorySlots(Runtime.getRuntime().maxMemory()),
        budget,
        new Budget(Runtime.getRuntime().maxMemory() / 4),
        new KeptMemory(Runtime.getRuntime().maxMemory()),
        new ByteLimit(Runtime.getRuntime().maxMemory()));
  }
}
