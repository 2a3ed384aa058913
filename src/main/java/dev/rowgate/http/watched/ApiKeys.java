package dev.rowgate.http.watched;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The accepted API keys: names, each with the SHA-256 of a key. Only the owners have the keys
/// themselves. Immutable.
///
/// ```
/// # Who may convert.
/// billing  sha256:2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b
/// ```
///
/// A name may occur twice, so that an old and a new key are valid at the same time. One round of
/// SHA-256 is enough for random keys: 256 bits can't be guessed.
public final class ApiKeys {

  /// Syntax of a name, so that it is harmless in a log line.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final Pattern LINE = Pattern.compile("(\\S+)\\s+sha256:([0-9A-Fa-f]{64})");

  /// Maximum number of invalid lines that are reported.
  private static final int MOST_MESSAGES = 20;

  private static final class Entry {
    private final String name;
    private final byte[] hash;

    private Entry(String name, byte[] hash) {
      this.name = name;
      this.hash = hash;
    }
  }

  private final List<Entry> entries;

  private ApiKeys(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /// Result of parsing.
  sealed interface Read {

    record Usable(ApiKeys keys) implements Read {}

    /// @param messages all problems, for people; without any of the text, which may be a key
    record Faulty(List<String> messages) implements Read {}
  }

  static Read parse(String text) {
    var entries = new ArrayList<Entry>();
    var messages = new ArrayList<String>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size() && messages.size() < MOST_MESSAGES; i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      if (parts.matches() && NAME.matcher(parts.group(1)).matches()) {
        entries.add(new Entry(parts.group(1), HexFormat.of().parseHex(parts.group(2))));
      } else {
        messages.add("line " + (i + 1) + " is not NAME sha256:HEX, with 64 digits");
      }
    }
    if (entries.isEmpty() && messages.isEmpty()) {
      messages.add("there is no key in it");
    }
    return messages.isEmpty() ? new Read.Usable(new ApiKeys(entries)) : new Read.Faulty(messages);
  }

  /// Returns the name of a key's owner; null if the key is unknown. The time doesn't reveal how
  /// much of a key is right: all hashes are compared, each to its end.
  @Nullable
  public String ownerOf(String key) {
    byte[] hash = sha256(key);
    String owner = null;
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.hash, hash)) {
        owner = entry.name;
      }
    }
    return owner;
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
