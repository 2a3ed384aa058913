package dev.rowgate.http.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connection states as listed by the kernel; on Linux only, unknown elsewhere.
///
/// A reader finds the end of a connection only after all data sent before it. If that data can't be
/// read yet, only this table shows that the client is gone. It is read once for all callers, at
/// most once a second. Thread-safe.
final class TcpTable {

  /// State of the peer, as known by the kernel.
  enum Peer {
    /// It may send more.
    OPEN,
    /// It sends nothing more. Whether it still reads is unknown.
    SENDS_NO_MORE,
    /// The connection doesn't exist any more.
    GONE,
    UNKNOWN
  }

  private static final Logger LOG = LoggerFactory.getLogger(TcpTable.class);

  private static final List<Path> FILES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

  private static final Duration FRESH = Duration.ofSeconds(1);

  /// Connections that weren't queried for this time are dropped.
  private static final Duration FORGOTTEN = Duration.ofSeconds(5);

  private static final String CLOSE_WAIT = "08";

  /// Prefix of an IPv4 address in the table of IPv6.
  private static final String MAPPED = "0000000000000000" + word(new byte[] {0, 0, -1, -1}, 0);

  private static final TcpTable SYSTEM = new TcpTable(FILES);

  private final List<Path> files;
  private final ReentrantLock lock = new ReentrantLock();

  /// Time of the last query for each connection.
  private final Map<String, Long> asked = new ConcurrentHashMap<>();

  private volatile Map<String, Peer> found = Map.of();
  private volatile long read = System.nanoTime() - FRESH.toNanos();

  TcpTable(List<Path> files) {
    this.files = files;
  }

  static TcpTable system() {
    return SYSTEM;
  }

  /// Returns the state of a connection's peer, at most a second old; unknown at the first query.
  Peer peer(InetSocketAddress local, InetSocketAddress remote) {
    String key = key(local.getPort(), remote.getAddress(), remote.getPort());
    asked.put(key, System.nanoTime());
    if (isOlderThan(FRESH, read) && lock.tryLock()) {
      try {
        found = look();
        read = System.nanoTime();
      } finally {
        lock.unlock();
      }
    }
    return found.getOrDefault(key, Peer.UNKNOWN);
  }

  private Map<String, Peer> look() {
    asked.values().removeIf(time -> isOlderThan(FORGOTTEN, time));
    Set<String> keys = Set.copyOf(asked.keySet());
    var peers = new HashMap<String, Peer>();
    Set<String> ports = keys.stream().map(TcpTable::port).collect(Collectors.toSet());
    var listed = new HashSet<String>();
    for (Path file : files) {
      try (BufferedReader lines = Files.newBufferedReader(file, US_ASCII)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          String[] row = line.strip().split(" +", 5);
          if (row.length > 3 && ports.contains(portOf(row[1]))) {
            listed.add(portOf(row[1]));
            note(row, keys, peers);
          }
        }
      } catch (IOException e) {
        LOG.debug("there is no table of connections", e);
      }
    }
    // If not even the port is listed, the table is another namespace's, or there is none.
    keys.stream()
        .filter(key -> listed.contains(port(key)))
        .forEach(key -> peers.putIfAbsent(key, Peer.GONE));
    return peers;
  }

  /// @param row number, local address, remote address, state, and the rest
  private static void note(String[] row, Set<String> keys, Map<String, Peer> peers) {
    String remote = row[2].startsWith(MAPPED) ? row[2].substring(MAPPED.length()) : row[2];
    String key = portOf(row[1]) + remote;
    if (keys.contains(key)) {
      peers.put(key, row[3].equals(CLOSE_WAIT) ? Peer.SENDS_NO_MORE : Peer.OPEN);
    }
  }

  private static String portOf(String address) {
    return address.substring(address.indexOf(':') + 1);
  }

  private static String port(String key) {
    return key.substring(0, 4);
  }

  private static boolean isOlderThan(Duration time, long since) {
    return System.nanoTime() - since >= time.toNanos();
  }

  /// Returns the local port, remote address and remote port in the table's format.
  private static String key(int localPort, InetAddress remote, int remotePort) {
    byte[] bytes = remote.getAddress();
    var key = new StringBuilder(port(localPort));
    for (int at = 0; at < bytes.length; at += Integer.BYTES) {
      key.append(word(bytes, at));
    }
    return key.append(':').append(port(remotePort)).toString();
  }

  private static String port(int port) {
    return "%04X".formatted(port);
  }

  /// Formats four bytes of an address as the kernel does, in the machine's byte order.
  private static String word(byte[] bytes, int at) {
    return "%08X".formatted(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(at));
  }
}
