package dev.rowgate.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.json.JsonMapper;

/// One folder of the corpus.
///
/// @param query the options as they stand in an HTTP query
/// @param exit of the command line
/// @param status of HTTP
/// @param codes of a refusal, sorted; empty where the run starts
/// @param references the files that foreign keys lead to, by their names
/// @param expected the output; empty where the input is refused. Of a validation that a fault ends
///   it is the report of the command line; HTTP's answer holds its fault and its summary
record Case(
    Path folder,
    Command command,
    String about,
    String query,
    int exit,
    int status,
    List<String> codes,
    String contentType,
    boolean everyDoor,
    byte[] input,
    Optional<byte[]> schema,
    SequencedMap<String, byte[]> references,
    byte[] expected) {

  private static final Path CORPUS = Path.of("src/test/resources/conformance");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern COUNTED = Pattern.compile("<(\\d+)\\*i\\+(\\d+)>");
  private static final Set<String> PROPERTIES =
      Set.of("about", "command", "options", "exit", "status", "codes", "contentType", "doors");

  /// All cases in the order of their names, or the one whose number `-Drowgate.case=…` gives.
  static List<Case> all() {
    String number = System.getProperty("rowgate.case");
    try (var folders = Files.list(CORPUS)) {
      List<Case> cases =
          folders
              .filter(Files::isDirectory)
              .filter(folder -> number == null || isNumber(folder, number))
              .sorted()
              .map(Case::load)
              .toList();
      if (cases.isEmpty()) {
        throw new IllegalArgumentException("there is no case " + number + " in " + CORPUS);
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNumber(Path folder, String number) {
    return folder.getFileName().toString().startsWith(number + "-");
  }

  /// A test of each case that `chosen` picks.
  static Stream<DynamicTest> tests(Predicate<Case> chosen, ThrowingConsumer<Case> test) {
    return DynamicTest.stream(all().stream().filter(chosen), Case::title, test);
  }

  /// A test of what a validation makes of each case of `transform` that `chosen` picks.
  static Stream<DynamicTest> validations(Predicate<Case> chosen, ThrowingConsumer<Case> test) {
    return DynamicTest.stream(
        all().stream().filter(chosen).flatMap(given -> Validation.of(given).stream()),
        Case::title,
        test);
  }

  private static Case load(Path folder) {
    try {
      var properties = new Properties();
      properties.load(new StringReader(Files.readString(folder.resolve("case.properties"))));
      if (!PROPERTIES.containsAll(properties.stringPropertyNames())) {
        throw new IllegalArgumentException(folder + ": " + properties.stringPropertyNames());
      }
      String doors = properties.getProperty("doors", "all");
      Command command = Command.of(properties.getProperty("command", "transform"));
      Path schema = folder.resolve("schema.json");
      return new Case(
          folder,
          command,
          properties.getProperty("about"),
          properties.getProperty("options", ""),
          Integer.parseInt(properties.getProperty("exit")),
          Integer.parseInt(properties.getProperty("status")),
          sorted(properties.getProperty("codes", "")),
          properties.getProperty("contentType", "text/csv"),
          !doors.equals("http"),
          bytes(folder, "input.csv", "input.generate"),
          Files.exists(schema) ? Optional.of(Files.readAllBytes(schema)) : Optional.empty(),
          references(folder),
          bytes(folder, command.expectedFile(), "expected.generate"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SequencedMap<String, byte[]> references(Path folder) throws IOException {
    var references = new LinkedHashMap<String, byte[]>();
    try (var files = Files.newDirectoryStream(folder, "reference-*.csv")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replaceAll("^reference-|\\.csv$", "");
        references.put(name, Files.readAllBytes(file));
      }
    }
    return references;
  }

  private static List<String> sorted(String codes) {
    return codes.isEmpty() ? List.of() : List.of(codes.split(",")).stream().sorted().toList();
  }

  private static byte[] bytes(Path folder, String whole, String generated) throws IOException {
    if (Files.exists(folder.resolve(whole))) {
      return Files.readAllBytes(folder.resolve(whole));
    }
    var bytes = new ByteArrayOutputStream();
    if (Files.exists(folder.resolve(generated))) {
      for (String line : Files.readAllLines(folder.resolve(generated))) {
        int space = line.indexOf(' ');
        String text = JSON.readValue(line.substring(space + 1), String.class);
        int times = Integer.parseInt(line.substring(0, space));
        for (int i = 1; i <= times; i++) {
          bytes.write(counted(text, i).getBytes(UTF_8));
        }
      }
    }
    return bytes.toByteArray();
  }

  /// Puts the `i`th value of each `<a*i+b>` in its place.
  private static String counted(String text, int i) {
    return COUNTED
        .matcher(text)
        .replaceAll(of -> "" + (Integer.parseInt(of.group(1)) * i + Integer.parseInt(of.group(2))));
  }

  String name() {
    return folder.getFileName().toString();
  }

  /// What a test of this case is called.
  String title() {
    return name() + ": " + about;
  }

  /// The input as its positions count: without compression.
  byte[] plainInput() {
    boolean packed = input.length > 1 && input[0] == 0x1F && input[1] == (byte) 0x8B;
    if (!packed) {
      return input;
    }
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(input))) {
      return unpacked.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same input, asked for something else.
  Case asked(Command otherCommand, int otherStatus, byte[] otherExpected) {
    return new Case(
        folder,
        otherCommand,
        about,
        query,
        exit,
        otherStatus,
        codes,
        contentType,
        everyDoor,
        input,
        schema,
        references,
        otherExpected);
  }

  boolean isRefused() {
    return !codes.isEmpty();
  }

  /// The options by name, each with all the values that are given for it.
  Map<String, List<String>> options() {
    var options = new LinkedHashMap<String, List<String>>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      options
          .computeIfAbsent(pair.substring(0, equals), _ -> new ArrayList<>())
          .add(URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return options;
  }
}
