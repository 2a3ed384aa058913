package dev.rowgate.http.jetty;

import dev.rowgate.http.exchange.GatedEndPoint;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Jetty connector that can close connections individually, depending on whether a request runs on
/// them.
///
/// Jetty's own connector has one idle time for all connections, which each byte restarts, so
/// headers that arrive byte by byte never time out. When it stops, it also drops connections that
/// the kernel has accepted but Jetty hasn't, with the requests already sent on them.
public final class WatchedConnector extends ServerConnector {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedConnector.class);
  private static final Duration MOST_OFTEN = Duration.ofMillis(50);
  private static final Duration LEAST_OFTEN = Duration.ofSeconds(1);

  /// Number of connections that are accepted but not yet registered as connected.
  private final AtomicInteger opening = new AtomicInteger();

  private final Duration patience;
  private final Thread watch = Thread.ofVirtual().name("slow-heads").unstarted(this::watch);

  /// @param patience limit on the idle time of a connection, and on the time for a request's head
  WatchedConnector(Server server, Duration patience, ConnectionFactory... protocols) {
    // No acceptor thread: it blocks until the port is closed, and then nobody accepts the
    // connections that arrived meanwhile. The selector accepts instead.
    super(server, 0, 1, protocols);
    this.patience = patience;
    setIdleTimeout(patience.toMillis());
    // With Jetty's default of 50, some of 500 simultaneous connections hung for minutes.
    setAcceptQueueSize(4096);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    watch.start();
  }

  @Override
  protected void doStop() throws Exception {
    watch.interrupt();
    super.doStop();
  }

  private void watch() {
    Duration quarter = patience.dividedBy(4);
    Duration pause =
        quarter.compareTo(LEAST_OFTEN) > 0
            ? LEAST_OFTEN
            : quarter.compareTo(MOST_OFTEN) < 0 ? MOST_OFTEN : quarter;
    try {
      while (true) {
        Thread.sleep(pause);
        getConnectedEndPoints().forEach(WatchedConnector::endIfSlow);
      }
    } catch (InterruptedException e) {
      LOG.debug("the port is closed", e);
    }
  }

  /// A defect in one connection must not end the watch over the others.
  private static void endIfSlow(EndPoint connection) {
    try {
      ((GatedEndPoint) connection).endIfSlow();
    } catch (RuntimeException e) {
      LOG.warn("a connection can't be watched", e);
    }
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    var endPoint =
        new GatedEndPoint(channel, selector, key, getScheduler(), patience, SlowHead::answer);
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  @Override
  protected void configure(Socket socket) {
    opening.incrementAndGet();
    super.configure(socket);
  }

  @Override
  protected void onEndPointOpened(EndPoint endPoint) {
    super.onEndPointOpened(endPoint);
    opening.decrementAndGet();
  }

  /// Whether any connection is open or being opened.
  public boolean hasConnections() {
    return opening.get() > 0 || !getConnectedEndPoints().isEmpty();
  }

  /// Closes the port, so that new connections are refused and clients can go elsewhere. Connections
  /// that the kernel has already accepted are served, because their clients may have sent a
  /// request.
  public void stopAccepting() throws InterruptedException {
    setAccepting(false);
    var port = (ServerSocketChannel) getTransport();
    // While it is registered with a selector, closing it takes effect only after the selector's
    // next iteration.
    while (port.isRegistered()) {
      Thread.sleep(1);
    }
    var last = new ArrayList<SocketChannel>();
    try (port) {
      for (SocketChannel next = port.accept(); next != null; next = port.accept()) {
        last.add(next);
      }
    } catch (IOException e) {
      LOG.warn("the port can't be closed", e);
    }
    last.forEach(this::serve);
  }

  private void serve(SocketChannel channel) {
    try {
      channel.configureBlocking(false);
      configure(channel.socket());
      getSelectorManager().accept(channel);
    } catch (IOException e) {
      LOG.debug("a client has gone before it was served", e);
    }
  }

  /// Asks clients to close their connections, and closes those without a request for `quiet`. To be
  /// called repeatedly during a stop.
  public void endGracefully(Duration quiet) {
    getConnectedEndPoints().forEach(each -> ((GatedEndPoint) each).endGracefully(quiet));
  }

  /// Does nothing: [Server] has closed the connections before.
  @Override
  public CompletableFuture<Void> shutdown() {
    return CompletableFuture.completedFuture(null);
  }
}
