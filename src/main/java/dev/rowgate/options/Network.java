package dev.rowgate.options;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Network of IP addresses with a common prefix, such as `10.0.0.0/8`, or a single address.
///
/// @param address any address of the network
/// @param bits length of the prefix in bits
public record Network(InetAddress address, int bits) {

  /// Description of the allowed values, for messages.
  public static final String EXPECTED = "addresses or networks such as 10.0.0.0/8, by commas";

  /// Address of IPv4 with all its parts, or of IPv6. Java also takes `1` for 0.0.0.1.
  private static final Pattern WHOLE = Pattern.compile("(?:\\d+\\.){3}\\d+|.*:.*");

  /// Parses a network; empty if it is malformed. Never looks up a name.
  public static Optional<Network> of(String text) {
    int slash = text.indexOf('/');
    String written = slash < 0 ? text : text.substring(0, slash);
    if (!WHOLE.matcher(written).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(written);
      int most = address.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      return bits < 0 || bits > most ? Optional.empty() : Optional.of(new Network(address, bits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress other) {
    byte[] one = address.getAddress();
    byte[] two = other.getAddress();
    if (one.length != two.length) {
      return false;
    }
    BigInteger different = new BigInteger(1, one).xor(new BigInteger(1, two));
    return different.bitLength() <= one.length * Byte.SIZE - bits;
  }
}
