package dev.rowgate.http.machine;

/// What all conversions share of the machine: the cores by turns, the memory by places and budgets.
///
/// @param budget for long records
/// @param schemas for the schemas that come with requests
public record SharedResources(CpuSlots turns, MemorySlots places, Budget budget, Budget schemas) {

  public SharedResources(Budget budget) {
    this(
        new CpuSlots(),
        new MemorySlots(Runtime.getRuntime().maxMemory()),
        budget,
        new Budget(Runtime.getRuntime().maxMemory() / 4));
  }
}
