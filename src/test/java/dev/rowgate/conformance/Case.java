package dev.rowgate.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;

/// A case of the corpus: an input, the request, and the expected output.
///
/// @param id its number and name, such as `307-date`
/// @param topic the file or folder of the case, without `.yaml`
/// @param query the options as an HTTP query, percent-encoded
/// @param exit the exit code of the command line
/// @param status the HTTP status
/// @param codes of a refusal, sorted; empty if the run starts
/// @param everyFrontEnd false if the case concerns HTTP only
/// @param references the files that foreign keys refer to, by their names
/// @param expected the output; empty if the input is refused. For a validation that a fault ends,
///   it is the report of the command line; the HTTP response contains its fault and summary
public record Case(
    String id,
    String topic,
    Command command,
    String description,
    String query,
    int exit,
    int status,
    List<String> codes,
    String contentType,
    boolean everyFrontEnd,
    byte[] input,
    Optional<byte[]> schema,
    SequencedMap<String, byte[]> references,
    byte[] expected) {

  /// All cases by number, or the one with the number in `-Drowgate.case=…`.
  public static List<Case> all() {
    String number = System.getProperty("rowgate.case");
    List<Case> cases =
        Corpus.cases().stream()
            .filter(given -> number == null || given.id().startsWith(number + "-"))
            .toList();
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("there is no case " + number);
    }
    return cases;
  }

  /// A test for each selected case.
  static Stream<DynamicTest> tests(Predicate<Case> chosen, ThrowingConsumer<Case> test) {
    return DynamicTest.stream(all().stream().filter(chosen), Case::title, test);
  }

  /// A test of the validation report for each selected case of `transform`.
  static Stream<DynamicTest> validations(Predicate<Case> chosen, ThrowingConsumer<Case> test) {
    return DynamicTest.stream(
        all().stream().filter(chosen).flatMap(given -> Validation.of(given).stream()),
        Case::title,
        test);
  }

  int number() {
    return Integer.parseInt(id.substring(0, id.indexOf('-')));
  }

  String name() {
    return id.substring(id.indexOf('-') + 1);
  }

  /// The name of a test of this case.
  String title() {
    return id + " (" + topic + "): " + description;
  }

  /// The uncompressed input, in which positions are counted.
  byte[] plainInput() {
    boolean compressed = input.length > 1 && input[0] == 0x1F && input[1] == (byte) 0x8B;
    if (!compressed) {
      return input;
    }
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(input))) {
      return plain.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same input with another command.
  Case with(Command otherCommand, int otherStatus, byte[] otherExpected) {
    return new Case(
        id,
        topic,
        otherCommand,
        description,
        query,
        exit,
        otherStatus,
        codes,
        contentType,
        everyFrontEnd,
        input,
        schema,
        references,
        otherExpected);
  }

  boolean isRefused() {
    return !codes.isEmpty();
  }

  /// The options by name, with all values of each.
  public Map<String, List<String>> options() {
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
