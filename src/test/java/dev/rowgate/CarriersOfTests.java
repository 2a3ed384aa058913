package dev.rowgate;

import dev.rowgate.http.machine.CpuSlots;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Listener that gives the JVM of the tests as many carriers of virtual threads as the service has.
/// The first virtual thread fixes their number, and in a test JVM that is often another test's.
/// With fewer, conversions that hand their CPU slots to each other starve new requests.
public final class CarriersOfTests implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    CpuSlots.provideCarriers();
  }
}
