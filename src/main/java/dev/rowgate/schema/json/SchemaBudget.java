package dev.rowgate.schema.json;

/// Counts the memory that a schema takes while it is read, and asks an [Allowance] for it in steps.
/// Not thread-safe.
public final class SchemaBudget {

  /// The allowance has ended the reading.
  public static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("the reading was ended", null, false, false);
    }
  }

  /// The most JSON Schemas that all fields together may have.
  public static final int MAX_JSON_SCHEMAS = 20_000;

  /// In bytes: the allowance is asked for this much at once.
  private static final int AT_ONCE = 64 << 10;

  /// The most that a value of the text takes while it is read and afterwards. Measured with some 20
  /// kinds of schemas.
  private static final int VALUE_WEIGHT = 256;

  /// What a JSON Schema takes besides its values.
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

  /// Asks for what is counted.
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
