package dev.rowgate.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A case as written in YAML; the corpus's README describes the keys.
///
/// @param input a text, or the parts from which it is generated; null if a separate file has the
///   bytes
/// @param expected a text, or the parts from which it is generated; null if there is no output
record CaseFile(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) String description,
    @Nullable String command,
    @Nullable String options,
    @JsonProperty(required = true) int exit,
    @JsonProperty(required = true) int status,
    @Nullable List<String> codes,
    @Nullable String contentType,
    @Nullable String frontEnd,
    @Nullable String schema,
    @Nullable Map<String, String> references,
    @Nullable JsonNode input,
    @Nullable JsonNode expected) {

  private static final Pattern COUNTED = Pattern.compile("<(\\d+)\\*i\\+(\\d+)>");

  /// Returns the case with its input from the YAML.
  Case read(String topic) {
    if (input == null) {
      throw new IllegalArgumentException(id + " has no input");
    }
    return read(topic, bytes(input));
  }

  /// Returns the case with its input from a separate file.
  Case read(String topic, byte[] inputBytes) {
    if (frontEnd != null && !frontEnd.equals("http")) {
      throw new IllegalArgumentException(id + ": frontEnd is http or absent");
    }
    var referenceBytes = new LinkedHashMap<String, byte[]>();
    requireNonNullElse(references, Map.<String, String>of())
        .forEach((name, text) -> referenceBytes.put(name, text.getBytes(UTF_8)));
    return new Case(
        id,
        topic,
        Command.of(requireNonNullElse(command, "transform")),
        description,
        requireNonNullElse(options, ""),
        exit,
        status,
        requireNonNullElse(codes, List.<String>of()).stream().sorted().toList(),
        requireNonNullElse(contentType, "text/csv"),
        frontEnd == null,
        inputBytes,
        Optional.ofNullable(schema).map(text -> text.getBytes(UTF_8)),
        referenceBytes,
        expected == null ? new byte[0] : bytes(expected));
  }

  private static byte[] bytes(JsonNode textOrParts) {
    if (textOrParts.isString()) {
      return textOrParts.stringValue().getBytes(UTF_8);
    }
    var bytes = new ByteArrayOutputStream();
    for (JsonNode part : textOrParts) {
      String text = part.required("text").stringValue();
      int times = part.required("times").intValue();
      for (int i = 1; i <= times; i++) {
        bytes.writeBytes(counted(text, i).getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /// Replaces each `<a*i+b>` by its value for `i`.
  private static String counted(String text, int i) {
    return COUNTED
        .matcher(text)
        .replaceAll(of -> "" + (Integer.parseInt(of.group(1)) * i + Integer.parseInt(of.group(2))));
  }
}
