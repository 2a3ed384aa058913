package dev.rowgate.infer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A small file with its correct answer; see `src/test/resources/infer/README.md`.
///
/// @param name with its topic
/// @param properties as written in the file
record LabelledFile(String name, Map<String, String> properties) {

  private static final Path CORPUS = Path.of("src/test/resources/infer");

  static List<LabelledFile> all() {
    try (Stream<Path> topics = Files.list(CORPUS)) {
      return topics
          .filter(path -> path.toString().endsWith(".txt"))
          .sorted()
          .flatMap(path -> of(path).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LabelledFile> of(Path topic) {
    List<LabelledFile> files = new ArrayList<>();
    Map<String, String> properties = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(topic)) {
        if (line.startsWith("## ")) {
          properties = new LinkedHashMap<>();
          String name = topic.getFileName().toString().replace(".txt", "/") + line.substring(3);
          files.add(new LabelledFile(name, properties));
        } else if (!line.isEmpty()) {
          int colon = line.indexOf(':');
          properties.put(line.substring(0, colon), line.substring(colon + 1).stripLeading());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  String get(String property, String otherwise) {
    return properties.getOrDefault(property, otherwise);
  }

  byte[] input() {
    Charset charset = Charset.forName(get("charset", "UTF-8"));
    String text = get("input", "");
    int repeat = Integer.parseInt(get("repeat", "1"));
    int last = text.lastIndexOf("\\n", text.length() - 3) + 2;
    byte[] all = bytes(text, charset);
    byte[] line = bytes(text.substring(last), charset);
    var out = new ByteArrayOutputStream();
    out.writeBytes(all);
    for (int i = 1; i < repeat; i++) {
      out.writeBytes(line);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String escaped, Charset charset) {
    var out = new ByteArrayOutputStream();
    for (int at = 0; at < escaped.length(); ) {
      if (escaped.startsWith("\\x", at)) {
        out.write(Integer.parseInt(escaped.substring(at + 2, at + 4), 16));
        at += 4;
      } else {
        int next = escaped.indexOf("\\x", at);
        while (next > 0 && escaped.charAt(next - 1) == '\\') {
          next = escaped.indexOf("\\x", next + 2);
        }
        int end = next < 0 ? escaped.length() : next;
        out.writeBytes(unescaped(escaped.substring(at, end)).getBytes(charset));
        at = end;
      }
    }
    return out.toByteArray();
  }

  static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      at++;
      switch (text.charAt(at)) {
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 't' -> plain.append('\t');
        case 'u' -> {
          plain.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
          at += 4;
        }
        default -> plain.append(text.charAt(at));
      }
    }
    return plain.toString();
  }
}
