package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// The requests of [WarmUp]: about ten records each, in many forms.
///
/// The JIT compiler assumes that a branch which was never taken never will be, and recompiles the
/// method when it is. So the requests differ in what those of clients differ in: the spelling and
/// order of headers, the number of columns and records, types, lengths, quotes, empty cells, and
/// records that are rejected. They are the same after each start.
final class WarmUpRequests {

  /// Schemas by their names, in which each letter is the type of a column.
  private static final List<String> SHAPES = List.of("si", "isnd", "sbts", "nnniisdt");

  private static final int REQUESTS = 96;
  private static final int LEAST_RECORDS = 4;
  private static final int MOST_RECORDS = 12;

  /// Maximum length of a CSV in characters, so that the response is short enough for a
  /// Content-Length.
  private static final int MOST_CHARACTERS = 550;

  private static final List<String> WORDS =
      List.of("Ada", "Grace Hopper", "Zoë", "a-1", "person0000001", "x", "ok", "Łódź, PL", "");

  private static final String FORM = "multipart/form-data; boundary=b";

  /// Headers as curl, oha (hyper), Python's requests, Go and an nginx in front send them.
  private static final List<String> CLIENTS =
      List.of(
          """
          Host: localhost:8080
          User-Agent: curl/8.5.0
          Accept: */*
          Content-Type: TYPE
          Content-Length: LENGTH
          """,
          """
          accept-encoding: gzip, compress, deflate, br
          content-type: TYPE
          accept: */*
          host: 127.0.0.1:8080
          content-length: LENGTH
          """,
          """
          Host: 127.0.0.1:8080
          User-Agent: python-requests/2.32.3
          Accept-Encoding: gzip, deflate
          Accept: */*
          Connection: keep-alive
          Content-Type: TYPE
          Content-Length: LENGTH
          """,
          """
          Host: localhost:8080
          User-Agent: Go-http-client/1.1
          Content-Length: LENGTH
          Content-Type: TYPE
          Accept-Encoding: gzip
          """,
          """
          Host: 127.0.0.1
          X-Request-Id: warm-up
          X-Forwarded-For: 127.0.0.1
          X-Forwarded-Proto: https
          Accept: application/x-ndjson, */*;q=0.5
          Content-Length: LENGTH
          Content-Type: TYPE
          """);

  private final Random random = new Random(1);

  private WarmUpRequests() {}

  /// The schemas that the requests name.
  static List<Schema> schemas() {
    return SHAPES.stream().map(shape -> new Schema(shape, schema(shape))).toList();
  }

  /// @param json a Table Schema
  record Schema(String name, String json) {}

  /// @param whole head and body of one request
  /// @param bodyAt index of the body's first byte
  record Message(ByteBuffer whole, int bodyAt) {

    ByteBuffer head() {
      return whole.slice(0, bodyAt);
    }

    ByteBuffer body() {
      return whole.slice(bodyAt, whole.limit() - bodyAt);
    }
  }

  static List<Message> all() {
    var generator = new WarmUpRequests();
    var all = new ArrayList<Message>();
    for (int i = 0; i < REQUESTS; i++) {
      all.add(generator.request(i));
    }
    return List.copyOf(all);
  }

  private Message request(int number) {
    String shape = SHAPES.get(number % SHAPES.size());
    String csv = csv(shape);
    String client = CLIENTS.get(random.nextInt(CLIENTS.size()));
    return switch (random.nextInt(16)) {
      case 0 -> message(client, "/v1/transform", FORM, parts(schema(shape), csv));
      case 1 -> message(client, "/v1/validate", FORM, parts(schema(shape), csv));
      case 2 -> message(client, "/v1/transform?schema=" + shape + "&errors=skip", "text/csv", csv);
      case 3, 4, 5, 6 -> message(client, "/v1/transform", "text/csv", csv);
      default -> message(client, "/v1/transform?schema=" + shape, "text/csv", csv);
    };
  }

  private static Message message(String client, String path, String type, String body) {
    byte[] content = body.getBytes(UTF_8);
    String headers =
        client.replace("TYPE", type).replace("LENGTH", Integer.toString(content.length));
    var all = new ByteArrayOutputStream();
    all.writeBytes(
        ("POST " + path + " HTTP/1.1\n" + headers + "\n")
            .replace("\n", "\r\n")
            .getBytes(ISO_8859_1));
    all.writeBytes(content);
    return new Message(ByteBuffer.wrap(all.toByteArray()), all.size() - content.length);
  }

  private static String parts(String schema, String csv) {
    String head = "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
    return head.formatted("schema", schema) + head.formatted("file", csv) + "--b--\r\n";
  }

  private static String schema(String shape) {
    var fields = new ArrayList<String>();
    for (int i = 0; i < shape.length(); i++) {
      fields.add("{\"name\":\"c%d\",\"type\":\"%s\"}".formatted(i, type(shape.charAt(i))));
    }
    return "{\"fields\":[" + String.join(",", fields) + "]}";
  }

  private static String type(char letter) {
    return switch (letter) {
      case 'i' -> "integer";
      case 'n' -> "number";
      case 'b' -> "boolean";
      case 'd' -> "date";
      case 't' -> "datetime";
      default -> "string";
    };
  }

  private String csv(String shape) {
    var csv = new StringBuilder();
    for (int i = 0; i < shape.length(); i++) {
      csv.append(i == 0 ? "c" : ",c").append(i);
    }
    csv.append('\n');
    int records = LEAST_RECORDS + random.nextInt(MOST_RECORDS - LEAST_RECORDS);
    for (int i = 0; i < records && csv.length() < MOST_CHARACTERS; i++) {
      record(shape, csv);
    }
    return csv.toString();
  }

  private void record(String shape, StringBuilder to) {
    boolean isWrong = random.nextInt(60) == 0;
    for (int i = 0; i < shape.length(); i++) {
      String cell = isWrong ? "?" : cell(shape.charAt(i));
      boolean isQuoted = cell.contains(",") || random.nextInt(40) == 0;
      to.append(i == 0 ? "" : ",").append(isQuoted ? '"' + cell + '"' : cell);
    }
    to.append('\n');
  }

  private String cell(char letter) {
    int number = random.nextInt(1 << random.nextInt(4, 20));
    return switch (letter) {
      case 'i' -> random.nextInt(20) == 0 ? "" : Integer.toString(number);
      case 'n' -> "%d.%02d".formatted(number, number % 100);
      case 'b' -> Boolean.toString(number % 2 == 0);
      case 'd' -> date(number);
      case 't' -> date(number) + "T12:%02d:00Z".formatted(number % 60);
      default -> WORDS.get(number % WORDS.size());
    };
  }

  private static String date(int number) {
    return String.format(
        Locale.ROOT, "20%02d-%02d-%02d", number % 100, 1 + number % 12, 1 + number % 28);
  }
}
