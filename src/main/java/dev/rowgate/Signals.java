package dev.rowgate;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/// Handlers for the signals that ask a process to end. By default the JVM shuts down at the first
/// one and ignores a second.
///
/// Java SE has no API for it. `sun.misc.Signal` is in the module `jdk.unsupported` of every JDK,
/// but javac's warning about it can't be suppressed with `-Werror`, so it is used by reflection.
final class Signals {

  private static final Map<String, Integer> TO_END = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  private Signals() {}

  /// @param first runs at the first signal, with its number, in its own thread
  /// @param second runs at each further signal, even while `first` still runs
  static void onEnd(IntConsumer first, IntConsumer second) {
    var before = new AtomicBoolean();
    TO_END.forEach((name, number) ->
        handle(
            name,
            () -> {
              if (before.getAndSet(true)) {
                second.accept(number);
              } else {
                first.accept(number);
              }
            }));
  }

  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    } catch (ReflectiveOperationException e) {
      // The system has no such signal, or the JVM doesn't allow handlers (-Xrs); the default action
      // remains.
    }
  }
}
