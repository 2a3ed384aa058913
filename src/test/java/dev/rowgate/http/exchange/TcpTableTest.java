package dev.rowgate.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.http.exchange.TcpTable.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines are those of Linux on a machine whose lowest byte comes first.
class TcpTableTest {

  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"01, OPEN", "08, SENDS_NO_MORE", "06, OPEN"})
  void tells_the_state_of_a_connection(String state, Peer peer) throws Exception {
    assertThat(peer("   1: 0100007F:1F90 0200007F:C000 " + state + " 0:0 0\n", "", "127.0.0.2"))
        .isEqualTo(onThisMachine(peer));
    String mapped = "0000000000000000FFFF00000100007F:1F90 0000000000000000FFFF00000200007F:C000 ";
    assertThat(peer("", "   1: " + mapped + state + " 0:0 0\n", "127.0.0.2"))
        .isEqualTo(onThisMachine(peer));
    String six = "00000000000000000000000001000000:1F90 B80D0120000000000000000001000000:C000 ";
    assertThat(peer("", "   1: " + six + state + " 0:0 0\n", "2001:db8::1"))
        .isEqualTo(onThisMachine(peer));
  }

  @Test
  void a_connection_that_is_not_listed_is_gone_where_its_port_is() throws Exception {
    assertThat(peer("   1: 00000000:1F90 00000000:0000 0A 0:0 0\n", "", "127.0.0.2"))
        .isEqualTo(Peer.GONE);
    assertThat(peer("   1: 00000000:1F91 00000000:0000 0A 0:0 0\n", "", "127.0.0.2"))
        .isEqualTo(Peer.UNKNOWN);
  }

  @Test
  void without_a_table_nothing_is_known() throws Exception {
    var table = new TcpTable(List.of(directory.resolve("none")));
    assertThat(table.peer(address("127.0.0.1", 8080), address("127.0.0.2", 1)))
        .isEqualTo(Peer.UNKNOWN);
  }

  private static Peer onThisMachine(Peer peer) {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? peer : Peer.GONE;
  }

  private Peer peer(String four, String six, String remote) throws Exception {
    Path tcp = Files.writeString(directory.resolve("tcp"), HEAD + four);
    Path tcp6 = Files.writeString(directory.resolve("tcp6"), HEAD + six);
    var table = new TcpTable(List.of(tcp, tcp6));
    return table.peer(address("127.0.0.1", 0x1F90), address(remote, 0xC000));
  }

  private static InetSocketAddress address(String host, int port) throws Exception {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }
}
