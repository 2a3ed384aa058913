package dev.rowgate.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the name of a file says about it: whether it is CSV, maybe compressed, and whether tabs
/// separate its cells.
public final class CsvName {

  /// The kinds of files that a directory stands for, for messages.
  public static final String KINDS = "*.csv, *.tsv or *.tab, also compressed as *.csv.gz";

  /// Formats that are unpacked.
  private static final List<String> UNPACKED =
      List.of(".gz", ".gzip", ".bgz", ".zst", ".zstd", ".zip");

  /// Compression and archive formats, also those that aren't unpacked: such a file is asked for, so
  /// it must fail and not be passed over.
  private static final String PACKED =
      "gz|gzip|bgz|zst|zstd|zip|bz2?|xz|lzma|7z|rar|lz4?|lzo|z|br|sz|snappy|tar|tgz";

  private static final Pattern CSV = pattern("csv|tsv|tab");
  private static final Pattern TSV = pattern("tsv|tab");

  private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".tab", ".txt");

  private CsvName() {}

  private static Pattern pattern(String kinds) {
    return Pattern.compile(
        ".*\\.(?:" + kinds + ")(?:\\.(?:" + PACKED + "))*",
        Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /// Whether a file of this name in a directory is an input.
  public static boolean isCsv(String name) {
    return CSV.matcher(name).matches();
  }

  /// Whether the name is that of tab-separated values.
  public static boolean isTsv(@Nullable String name) {
    return name != null && TSV.matcher(name).matches();
  }

  /// Returns the dialect properties that the name implies. A line `sep=X` in the file, and every
  /// source that names a delimiter, takes precedence.
  ///
  /// @param name null if there is none
  public static PartialDialect dialect(@Nullable String name) {
    return isTsv(name)
        ? PartialDialect.NOTHING.with(DialectProperty.USUAL_DELIMITER, "\t")
        : PartialDialect.NOTHING;
  }

  /// Returns the dialect properties that a file's name implies.
  ///
  /// @param file null for none
  public static PartialDialect dialect(@Nullable Path file) {
    Path name = file == null ? null : file.getFileName();
    return dialect(name == null ? null : name.toString());
  }

  /// Returns the name without the extensions of CSV and of a compression that is unpacked.
  public static String stem(String name) {
    return without(ENDINGS, without(UNPACKED, name));
  }

  private static String without(List<String> endings, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return endings.stream()
        .filter(ending -> lower.endsWith(ending) && name.length() > ending.length())
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .findFirst()
        .orElse(name);
  }
}
