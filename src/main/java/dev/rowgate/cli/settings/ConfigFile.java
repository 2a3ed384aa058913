package dev.rowgate.cli.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.rowgate.bytes.Utf8;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.IoReason;
import dev.rowgate.problem.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;

/// The parsed file of `--config`: lines `name = value`, named as the flags without leading hyphens.
/// Blank lines and lines that start with `#` are ignored. All errors are reported.
public record ConfigFile(Map<String, Given> settings, List<String> complaints) {

  private static final int MAX_BYTES = 1 << 20;
  private static final int MOST_COMPLAINTS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  public static final ConfigFile NONE = new ConfigFile(Map.of(), List.of());

  /// @param names the allowed names
  public static ConfigFile read(Path file, List<String> names) {
    List<String> lines;
    try {
      byte[] text = bytes(file);
      if (text.length > MAX_BYTES) {
        return unreadable(file, "a file of settings is not longer than " + MAX_BYTES + " bytes");
      }
      int mark = Utf8.markLength(text, 0, text.length);
      ByteBuffer unmarked = ByteBuffer.wrap(text, mark, text.length - mark);
      lines = UTF_8.newDecoder().decode(unmarked).toString().lines().toList();
    } catch (IOException e) {
      return unreadable(file, IoReason.of(e));
    }
    var settings = new LinkedHashMap<String, Given>();
    var complaints = new ArrayList<String>();
    for (int i = 0; i < lines.size() && complaints.size() < MOST_COMPLAINTS; i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String place = file + ":" + (i + 1);
      int equals = line.indexOf('=');
      String name = equals < 0 ? line : line.substring(0, equals).strip();
      if (equals < 0) {
        complaints.add(place + ": '" + line + "' is not NAME = VALUE");
      } else if (!names.contains(name)) {
        var unknown = new InputProblem.UnknownOption(name, Nearest.to(name, names), List.of());
        complaints.add(place + ": " + unknown.message());
      } else if (settings.containsKey(name)) {
        complaints.add(
            place + ": option '" + name + "' stands at " + settings.get(name).place() + " too");
      } else {
        settings.put(name, new Given(name, line.substring(equals + 1).strip(), place));
      }
    }
    return new ConfigFile(settings, complaints);
  }

  /// Returns the start of the file. Times out, since a blocked file system call can't be
  /// interrupted.
  private static byte[] bytes(Path file) throws IOException {
    var read =
        new FutureTask<>(() -> {
          try (InputStream in = SizedInput.open(file)) {
            return in.readNBytes(MAX_BYTES + 1);
          }
        });
    Thread.ofPlatform().daemon().name("config").start(read);
    try {
      return read.get(PATIENCE.toMillis(), MILLISECONDS);
    } catch (TimeoutException e) {
      throw new FileSystemException(
          null, null, "nothing of it comes for " + PATIENCE.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FileSystemException(null, null, "interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("a file can't be read", e.getCause());
    }
  }

  private static ConfigFile unreadable(Path file, String reason) {
    return new ConfigFile(Map.of(), List.of(file + ": " + reason));
  }
}
