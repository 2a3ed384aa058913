package dev.rowgate.http;

/// What all conversions share of the machine: the cores by turns, the memory by places and budget.
record Workshop(Turns turns, Places places, Budget budget) {

  Workshop(Budget budget) {
    this(new Turns(), new Places(Runtime.getRuntime().maxMemory()), budget);
  }
}
