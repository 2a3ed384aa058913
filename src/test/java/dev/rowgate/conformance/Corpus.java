package dev.rowgate.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The files of the corpus: a YAML file holds the cases of a topic, a folder one case whose input
/// isn't UTF-8.
final class Corpus {

  static final Path ROOT = Path.of("src/test/resources/conformance");
  static final String CASE = "case.yaml";
  static final String INPUT = "input.csv";
  private static final String YAML = ".yaml";

  /// The YAML parser fails if a character outside the BMP spans the end of its buffer.
  private static final int LONGER_THAN_ANY_FILE = 1 << 20;

  private static final ObjectReader READER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .loadSettings(LoadSettings.builder().setBufferSize(LONGER_THAN_ANY_FILE).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private Corpus() {}

  private static final class Once {
    private static final List<Case> CASES = load();
  }

  /// All cases, by number.
  static List<Case> cases() {
    return Once.CASES;
  }

  /// All files of the corpus, with paths relative to it.
  static List<Path> files() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(Files::isRegularFile).map(ROOT::relativize).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Case> load() {
    return files().stream()
        .filter(file -> file.toString().endsWith(YAML))
        .flatMap(file -> read(file).stream())
        .sorted(Comparator.comparingInt(Case::number))
        .toList();
  }

  private static List<Case> read(Path file) {
    try {
      String text = Files.readString(ROOT.resolve(file));
      if (file.endsWith(CASE)) {
        byte[] input = Files.readAllBytes(ROOT.resolve(file).resolveSibling(INPUT));
        CaseFile only = READER.forType(CaseFile.class).readValue(text);
        return List.of(only.read(file.getParent().toString(), input));
      }
      String topic = file.toString().substring(0, file.toString().length() - YAML.length());
      CaseFile[] cases = READER.forType(CaseFile[].class).readValue(text);
      return Stream.of(cases).map(one -> one.read(topic)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
