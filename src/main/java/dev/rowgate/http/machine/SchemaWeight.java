package dev.rowgate.http.machine;

/// Estimate of a schema's memory before it is parsed: the text, which is kept, and the objects for
/// its values.
public final class SchemaWeight {

  private static final int EACH_VALUE = 100;

  private SchemaWeight() {}

  public static long of(byte[] json) {
    long values = 1;
    for (byte b : json) {
      if (b == ',' || b == '{' || b == '[') {
        values++;
      }
    }
    return 2L * json.length + values * EACH_VALUE;
  }
}
