package dev.rowgate.cli.flags;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.cli.files.IoReason;
import dev.rowgate.cli.files.SizedInput;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parsed file of `--config`: lines `name = value`, named as the flags without leading hyphens.
/// Blank lines and lines that start with `#` are ignored. Errors are collected; none is ignored.
record ConfigFile(Map<String, Given> settings, List<String> complaints) {

  private static final int MAX_BYTES = 1 << 20;
  private static final int MOST_COMPLAINTS = 100;

  static final ConfigFile NONE = new ConfigFile(Map.of(), List.of());

  /// @param names the allowed names
  static ConfigFile read(Path file, List<String> names) {
    List<String> lines;
    try (InputStream in = SizedInput.open(file)) {
      byte[] text = in.readNBytes(MAX_BYTES + 1);
      if (text.length > MAX_BYTES) {
        return unreadable(file, "a file of settings is not longer than " + MAX_BYTES + " bytes");
      }
      lines = UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString().lines().toList();
    } catch (CharacterCodingException e) {
      return unreadable(file, "it is not UTF-8");
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

  private static ConfigFile unreadable(Path file, String reason) {
    return new ConfigFile(Map.of(), List.of(file + ": " + reason));
  }
}
