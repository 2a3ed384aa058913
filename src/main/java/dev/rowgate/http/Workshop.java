package dev.rowgate.http;

/// What all conversions share of the machine: the cores by turns, the memory by places and budgets.
///
/// @param budget for long records
/// @param schemas for the schemas that come with requests
record Workshop(Turns turns, Places places, Budget budget, Budget schemas) {

  Workshop(Budget budget) {
    this(
        new Turns(),
        new Places(Runtime.getRuntime().maxMemory()),
        budget,
        new Budget(Runtime.getRuntime().maxMemory() / 4));
  }
}
