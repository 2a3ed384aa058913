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

/// A port whose connections can be ended one by one, by whether a request runs on them.
///
/// Jetty's own connector has one idle time for all of its connections, which every byte prolongs:
/// headers that trickle in are never too slow for it. And when it stops, it drops the connections
/// that the kernel has taken and nobody has accepted yet, with the requests that are in them.
public final class WatchedConnector extends ServerConnector {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedConnector.class);
  private static final Duration MOST_OFTEN = Duration.ofMillis(50);
  private static final Duration LEAST_OFTEN = Duration.ofSeconds(1);

  /// Accepted, and not yet among the connected ones.
  private final AtomicInteger opening = new AtomicInteger();

  private final Duration patience;
  private final Thread watch = Thread.ofVirtual().name("slow-heads").unstarted(this::watch);

  /// @param patience how long a connection may be idle, and the head of a request may take
  WatchedConnector(Server server, Duration patience, ConnectionFactory... protocols) {
    // No acceptor: an acceptor waits in a call that nothing but the end of the port ends, and then
    // nobody accepts what came meanwhile. The selector accepts.
    super(server, 0, 1, protocols);
    this.patience = patience;
    setIdleTimeout(patience.toMillis());
    // Jetty's 50 let some of 500 connections that arrived at once hang for minutes.
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
        getConnectedEndPoints().forEach(each -> ((GatedEndPoint) each).endIfSlow());
      }
    } catch (InterruptedException e) {
      LOG.debug("the port is closed", e);
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

  /// Whether there is a connection, accepted by us or about to be served.
  public boolean hasConnections() {
    return opening.get() > 0 || !getConnectedEndPoints().isEmpty();
  }

  /// Closes the port, so that new connections are refused and go elsewhere. Those that the kernel
  /// has taken are accepted and served: their clients may have sent a request already.
  public void stopAccepting() throws InterruptedException {
    setAccepting(false);
    var port = (ServerSocketChannel) getTransport();
    // As long as a selector knows it, closing it would leave it open until the selector has looked.
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

  /// Asks the clients to leave, and ends the connections on which no request has run for so long.
  /// To be called again and again while the service stops.
  public void endGracefully(Duration quiet) {
    getConnectedEndPoints().forEach(each -> ((GatedEndPoint) each).endGracefully(quiet));
  }

  /// Whoever stops it has ended its connections before.
  @Override
  public CompletableFuture<Void> shutdown() {
    return CompletableFuture.completedFuture(null);
  }
}
