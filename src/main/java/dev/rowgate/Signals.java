package dev.rowgate;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/// The signals that ask a process to end. Left to itself the JVM takes the first one for its end,
/// and is deaf to a second one.
///
/// Java SE has nothing for it. `sun.misc.Signal` is in every JDK's module `jdk.unsupported`, but
/// javac's warning of it can't be silenced where warnings are errors: hence the reflection.
final class Signals {

  private static final Map<String, Integer> TO_END = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  private Signals() {}

  /// @param first what to do at the first of them, with its number, in a thread of its own
  /// @param second what to do at any further one, with its number, whatever the first one still
  ///   does
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
      // This system has no such signal, or the JVM was told to leave it alone (-Xrs): then it ends
      // the process by itself.
    }
  }
}
