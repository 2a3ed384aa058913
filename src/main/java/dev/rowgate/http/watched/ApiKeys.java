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

/// Whom the service lets in: names, each with the SHA-256 of a key. The keys themselves are nowhere
/// but with their owners. Unchangeable.
///
/// ```
/// # Who may convert.
/// billing  sha256:2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b
/// ```
///
/// A name may stand there twice, so that an old key and a new one can be in use at once. One round
/// of SHA-256 is enough where the key is random: nobody guesses 256 bits.
public final class ApiKeys {

  /// What a name must be, so that it can stand in a log line.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final Pattern LINE = Pattern.compile("(\\S+)\\s+sha256:([0-9A-Fa-f]{64})");

  /// So many wrong lines are named.
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

  /// What came of reading them.
  sealed interface Read {

    record Usable(ApiKeys keys) implements Read {}

    /// @param messages all that is wrong, for a person; without any of the text, which may be a key
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

  /// The name of a key's owner, or null if it is none of these. The time that takes says nothing of
  /// what was nearly right: all hashes are compared, each to its end.
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
