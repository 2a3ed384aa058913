package dev.rowgate;

import dev.rowgate.cli.screen.Terminal;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/// Terminal information from the operating system. Java only tells whether stdin and stdout are
/// both terminals, and never their width.
final class NativeTerminal implements Terminal {

  private static final int USUAL_COLUMNS = 80;

  /// `TIOCGWINSZ`, whose value depends on the system.
  private static final long WINDOW_SIZE_ON_LINUX = 0x5413;

  private static final long WINDOW_SIZE_ON_MACOS = 0x40087468;

  @Override
  public boolean isBehind(Stream stream) {
    Path link = Path.of("/proc/self/fd/" + descriptor(stream));
    try {
      // A shortcut without a native call, whose first use takes 50 ms.
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return windowColumns(stream) >= 0;
    }
  }

  @Override
  public int columns(Stream stream) {
    int columns = windowColumns(stream);
    return columns > 0 ? columns : USUAL_COLUMNS;
  }

  private static int descriptor(Stream stream) {
    return switch (stream) {
      case IN -> 0;
      case OUT -> 1;
      case ERR -> 2;
    };
  }

  /// Queries the width of the window. The launcher and the manifest enable native access.
  ///
  /// @return -1 if it isn't a terminal, 0 if the width is unknown
  @SuppressWarnings("restricted")
  private static int windowColumns(Stream stream) {
    boolean isMac = System.getProperty("os.name", "").startsWith("Mac");
    Linker linker = Linker.nativeLinker();
    var address = linker.defaultLookup().find("ioctl");
    if (address.isEmpty()) {
      return -1;
    }
    var ioctl =
        linker.downcallHandle(
            address.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2));
    try (Arena arena = Arena.ofConfined()) {
      // struct winsize: rows, columns, and two unused fields.
      MemorySegment size = arena.allocate(4 * ValueLayout.JAVA_SHORT.byteSize());
      int result =
          (int)
              ioctl.invokeExact(
                  descriptor(stream), isMac ? WINDOW_SIZE_ON_MACOS : WINDOW_SIZE_ON_LINUX, size);
      return result < 0 ? -1 : Short.toUnsignedInt(size.getAtIndex(ValueLayout.JAVA_SHORT, 1));
    } catch (Throwable e) {
      return -1;
    }
  }
}
