package dev.rowgate.options;

/// Every bound of a conversion. What is longer, wider or more than this is refused or rejected by a
/// problem that names the limit; nothing is cut in silence.
///
/// @param uploadBytes of one input, after any Content-Encoding
/// @param recordBytes of one record, without its line end
/// @param cellBytes of one cell as it stands in the input, without its quotes
/// @param fields of one record
/// @param listedProblems written out for one record; the others are counted
/// @param rawBytes of a rejected record that are shown in its `_error` line
/// @param schemaBytes of one schema
/// @param inflateRatio of the bytes that come out to the compressed ones that went in
/// @param inflateFreeBytes come out before the ratio counts: a small file may well be all alike
/// @param zstdWindowBytes which a zstd frame may ask for; they are held outside the heap
public record Limits(
    long uploadBytes,
    int recordBytes,
    int cellBytes,
    int fields,
    int listedProblems,
    int rawBytes,
    int schemaBytes,
    int inflateRatio,
    long inflateFreeBytes,
    int zstdWindowBytes) {

  public static final Limits STANDARD =
      new Limits(
          16L << 30, 1 << 20, 1 << 20, 10_000, 100, 4 << 10, 1 << 20, 1_000, 64L << 20, 8 << 20);

  public Limits withUploadBytes(long bytes) {
    return new Limits(
        bytes,
        recordBytes,
        cellBytes,
        fields,
        listedProblems,
        rawBytes,
        schemaBytes,
        inflateRatio,
        inflateFreeBytes,
        zstdWindowBytes);
  }
}
