package dev.rowgate.schema.json;

/// Memory budget of one schema while it is read; it asks an [Allowance] for memory in steps. Not
/// thread-safe.
public final class SchemaBudget {

  /// Thrown when the allowance refuses memory, which ends the reading.
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("the reading was ended", null, false, false);
    }
  }

  /// Maximum number of JSON Schemas, including nested ones, in all fields together.
  public static final int MAX_JSON_SCHEMAS = 20_000;

  /// Number of bytes to count before the allowance is asked.
  private static final int AT_ONCE = 64 << 10;

  /// Maximum memory in bytes per JSON value, during and after reading. Measured with some 20 kinds
  /// of schemas.
  private static final int VALUE_WEIGHT = 256;

  /// Memory in bytes per JSON Schema in addition to its values.
  private static final int JSON_SCHEMA_WEIGHT = 500;

  private final Allowance allowance;
  private long untaken;
  private int jsonSchemas;

  SchemaBudget(Allowance allowance) {
    this.allowance = allowance;
  }

  /// Counts memory that is about to be used.
  public void take(long bytes) {
    untaken += bytes;
    if (untaken >= AT_ONCE) {
      takeAll();
    }
  }

  /// Asks the allowance for all memory counted so far.
  ///
  /// @throws Exhausted if the allowance refuses
  public void takeAll() {
    if (!allowance.take(untaken)) {
      throw new Exhausted();
    }
    untaken = 0;
  }

  /// Counts one more value of the text.
  void takeValue() {
    take(VALUE_WEIGHT);
  }

  /// Counts one more JSON Schema.
  ///
  /// @return false if there are too many
  public boolean takeJsonSchema() {
    take(JSON_SCHEMA_WEIGHT);
    return jsonSchemas++ < MAX_JSON_SCHEMAS;
  }
}
