package dev.rowgate.http.machine;

/// How much memory a schema takes, estimated by its text before it is read: the text itself, which
/// is kept, and what is made of each of its values.
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
