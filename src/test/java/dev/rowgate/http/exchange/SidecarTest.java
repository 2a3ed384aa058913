package dev.rowgate.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.options.Network;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The header that the sidecar sets lets an upload have more in memory: it is believed from this
/// machine and from the networks that are given, and from nobody else.
class SidecarTest {

  private static final List<Network> NETWORKS =
      Stream.of("10.1.0.0/16", "192.0.2.7", "2001:db8::/32")
          .map(text -> Network.of(text).orElseThrow())
          .toList();

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true, true",
    "127.9.9.9, true, true",
    "::1, true, true",
    "10.1.2.3, true, false",
    "192.0.2.7, true, false",
    "2001:db8::9, true, false",
    "10.2.0.1, false, false",
    "192.0.2.8, false, false",
    "2001:db9::1, false, false",
    "203.0.113.5, false, false",
  })
  void it_is_believed_from_the_machine_and_the_networks(
      String peer, boolean withNetworks, boolean without) throws Exception {
    var address = new InetSocketAddress(InetAddress.getByName(peer), 4711);

    assertThat(Sidecar.isBehind(request(address, "Rowgate-Sidecar"), NETWORKS))
        .isEqualTo(withNetworks);
    assertThat(Sidecar.isBehind(request(address, "rowgate-sidecar"), List.of())).isEqualTo(without);
    assertThat(Sidecar.isBehind(request(address, "X-Forwarded-For"), NETWORKS)).isFalse();
  }

  @Test
  void an_address_that_is_none_is_not_believed() {
    SocketAddress socket = UnixDomainSocketAddress.of("/run/x");

    assertThat(Sidecar.isBehind(request(socket, "Rowgate-Sidecar"), NETWORKS)).isFalse();
  }

  /// A request of one header, from that peer; anything else that is asked of it fails.
  private static Request request(SocketAddress peer, String header) {
    var connection = only(ConnectionMetaData.class, Map.of("getRemoteSocketAddress", peer));
    return only(
        Request.class,
        Map.of(
            "getHeaders",
            HttpFields.build().add(header, "nginx"),
            "getConnectionMetaData",
            connection));
  }

  private static <T> T only(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              Object answer = answers.get(method.getName());
              if (answer == null) {
                throw new AssertionError(method + " isn't expected");
              }
              return answer;
            }));
  }
}
