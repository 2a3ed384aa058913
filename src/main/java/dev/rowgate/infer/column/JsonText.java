package dev.rowgate.infer.column;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Serializer of maps, lists, texts, numbers and booleans to JSON on one line. It uses Jackson's
/// generator only: loading its data binding would take longer than inferring from a short file.
public final class JsonText {

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private JsonText() {}

  public static String of(Object value) {
    var text = new StringWriter();
    try (JsonGenerator to = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(value, to);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator to) {
    switch (value) {
      case null -> to.writeNull();
      case Map<?, ?> map -> {
        to.writeStartObject();
        map.forEach((name, each) -> {
          to.writeName(String.valueOf(name));
          write(each, to);
        });
        to.writeEndObject();
      }
      case List<?> list -> {
        to.writeStartArray();
        list.forEach(each -> write(each, to));
        to.writeEndArray();
      }
      case Boolean flag -> to.writeBoolean(flag);
      case Integer number -> to.writeNumber(number);
      case Long number -> to.writeNumber(number);
      case Double number -> to.writeNumber(number);
      default -> to.writeString(value.toString());
    }
  }
}
