package dev.rowgate.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.Packed;
import dev.rowgate.cli.RanBytes;
import dev.rowgate.pipeline.RandomSchemas;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Runs random inputs of one kind against a service, and where possible against the command line:
/// nothing gives a 5xx or a defect, nothing hangs, and both give the same result.
///
/// `src/bench/robustness.sh` runs many, `RandomInputsTest` some. The seed determines each input.
final class RandomInputs implements AutoCloseable {

  /// What is random.
  enum Kind {
    /// The body: bytes of a few values, pieces of CSV, and arbitrary bytes.
    BYTES,
    /// The body: truncated gzip or zstd, flipped bits, trailing bytes, or compressed zeros.
    COMPRESSED,
    /// The request line and headers.
    HEADERS,
    /// The schema of a multipart body, and cells: half of the schemas are right, so that the cells
    /// are checked.
    SCHEMAS
  }

  /// Pieces that are combined.
  private static final String[] PIECES = {
    "a,b\n",
    "1,2\r\n",
    "\"",
    "\"\"",
    ",",
    "\n",
    "\r",
    "\0",
    "\ufeff",
    "x".repeat(5_000),
    "ä",
    "\"a\nb\",",
    "1e999",
    "{\"",
    "[[",
    "-",
    "'",
    "\t",
    ";",
    "\ud83d\ude00",
    "<html>",
    "_summary"
  };

  private static final String[] WORDS = {
    "fields",
    "name",
    "type",
    "integer",
    "string",
    "number",
    "object",
    "array",
    "constraints",
    "enum",
    "pattern",
    "minimum",
    "jsonSchema",
    "format",
    "missingValues",
    "primaryKey",
    "foreignKeys",
    "rowgate:rules",
    "a",
    "",
    "date",
    "%Y",
    "list",
    "required",
    "categories"
  };

  private static final String[] HEADERS = {
    "Accept",
    "Accept-Encoding",
    "Content-Type",
    "Content-Encoding",
    "Content-Length",
    "Transfer-Encoding",
    "Expect",
    "TE",
    "Via",
    "Forwarded",
    "X-Request-Id",
    "Authorization",
    "Origin",
    "Range",
    "Connection",
    "X"
  };

  private static final String[] VALUES = {
    "\"",
    "gzip",
    "*/*;q=",
    "text/csv; charset=\"x",
    "chunked",
    "gzip, chunked",
    "-1",
    "7",
    "100-continue",
    "q=1.5",
    ",",
    ";",
    "\u00e9",
    "multipart/form-data; boundary=",
    "close",
    "a=b;;",
    "x".repeat(3_000),
    "identity;q=0",
    "\t",
    "99999999999999999999"
  };

  private final PrintStream out;
  private final Served served = Served.plain();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> complaints = new ArrayList<>();
  private final Path schemaFile;
  private int checked;
  private int accepted;
  private int refused;

  private RandomInputs(PrintStream out) throws IOException {
    this.out = out;
    this.schemaFile = Files.createTempFile("rowgate", ".json");
  }

  /// @return the violations, each with the seed that reproduces it
  static List<String> run(Kind kind, int count, long seed, PrintStream out) throws Exception {
    try (var inputs = new RandomInputs(out)) {
      for (int i = 0; i < count; i++) {
        inputs.run(kind, seed + i);
      }
      inputs.print(kind, count, seed);
      return inputs.complaints;
    }
  }

  /// Arguments: a kind, the number of inputs (1,000) and a seed (random).
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : new Random().nextInt();
    PrintStream log = System.err;
    System.setErr(new PrintStream(PrintStream.nullOutputStream(), false, UTF_8));
    List<String> complaints = run(Kind.valueOf(arguments[0]), count, seed, System.out);
    complaints.forEach(log::println);
    System.exit(complaints.isEmpty() ? 0 : 1);
  }

  private void run(Kind kind, long seed) throws Exception {
    var random = new Random(seed);
    switch (kind) {
      case BYTES -> body(seed, random, bytes(random));
      case COMPRESSED -> body(seed, random, compressed(random));
      case HEADERS -> headers(seed, random);
      // The first numbers of generators whose seeds follow each other are much alike.
      case SCHEMAS -> schema(seed, new Random(seed * 0x9E3779B97F4A7C15L));
    }
  }

  /// All three routes; the first must give the command line's lines.
  private void body(long seed, Random random, byte[] input) throws Exception {
    Reply lines = post("/v1/transform?respond=after-upload", "text/csv", input);
    judge(seed, lines);
    judge(seed, post("/v1/validate", "text/csv", input));
    judge(seed, post("/v1/infer", "text/csv", input));
    if (random.nextInt(4) == 0) {
      judge(seed, post("/v1/transform", "text/csv", input));
    }
    RanBytes ran = RanBytes.of(input, "transform");
    if (ran.exit() > 3) {
      complaints.add("seed " + seed + ": transform exits with " + ran.exit() + ": " + ran.err());
    }
    if (lines.status == 200 && !lines.body.equals(ran.out())) {
      complaints.add("seed " + seed + ": HTTP and command line differ");
    }
    if (lines.status != 200 && ran.exit() < 2) {
      complaints.add("seed " + seed + ": HTTP refuses what the command line takes");
    }
    if (RanBytes.of(input, "infer").exit() > 3 || RanBytes.of(input, "validate").exit() > 3) {
      complaints.add("seed " + seed + ": infer or validate fails");
    }
  }

  private void schema(long seed, Random random) throws Exception {
    boolean isRight = random.nextInt(4) > 0;
    String schema = isRight ? RandomSchemas.text(random) : json(random, 0);
    if (isRight && random.nextInt(3) == 0) {
      schema = changed(schema, random);
    }
    String csv =
        random.nextInt(8) > 0
            ? RandomSchemas.csv(random, ",")
            : new String(bytes(random), UTF_8).replace("--B", "");
    String part = "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
    String body = part.formatted("schema", schema) + part.formatted("file", csv) + "--B--\r\n";
    String type = "multipart/form-data; boundary=B";
    Reply lines = post("/v1/transform?respond=after-upload", type, body.getBytes(UTF_8));
    judge(seed, lines);
    judge(seed, post("/v1/validate", type, body.getBytes(UTF_8)));
    Files.writeString(schemaFile, schema);
    RanBytes ran = RanBytes.of(csv.getBytes(UTF_8), "transform", "--schema=" + schemaFile);
    if (ran.exit() > 3) {
      complaints.add("seed " + seed + ": transform exits with " + ran.exit() + ": " + ran.err());
    }
    if (lines.status == 200 && !lines.body.equals(ran.out())) {
      complaints.add("seed " + seed + ": HTTP and command line differ");
    }
    if (lines.status == 200 && ran.out().contains("\"rowsWritten\":")) {
      checked++;
    }
    int exit = RanBytes.of(schema.getBytes(UTF_8), "schema", "check").exit();
    if (exit > 2) {
      complaints.add("seed " + seed + ": schema check exits with " + exit);
    }
  }

  /// One piece is another.
  private static String changed(String schema, Random random) {
    int at = random.nextInt(schema.length());
    int behind = Math.min(schema.length(), at + random.nextInt(6));
    return schema.substring(0, at) + one(WORDS, random) + schema.substring(behind);
  }

  private void headers(long seed, Random random) throws Exception {
    var request = new StringBuilder("POST /v1/");
    request.append(one(new String[] {"transform", "validate", "infer", "x"}, random));
    request.append(
        one(
            new String[] {"", "", "", "?", "?a", "?delimiter=%C3", "?delimiter=%A7", "?%zz"},
            random));
    request.append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    for (int i = random.nextInt(4); i > 0; i--) {
      request.append(one(HEADERS, random)).append(": ");
      for (int j = random.nextInt(3); j >= 0; j--) {
        request.append(one(VALUES, random));
      }
      request.append("\r\n");
    }
    request.append("Content-Length: 4\r\n\r\na\n1\n");
    try (var raw = Served.Raw.to(served.server().port())) {
      String answer = "";
      try {
        raw.send(request.toString());
        raw.stopSending();
        answer = raw.readToEnd();
      } catch (java.net.SocketTimeoutException e) {
        complaints.add("seed " + seed + ": hangs");
      } catch (IOException e) {
        // The service responded and the connection was reset: the request's end is unknown.
      }
      int status = answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
      judge(seed, new Reply(status, answer));
    }
  }

  private record Reply(int status, String body) {}

  private Reply post(String path, String type, byte[] body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + path))
            .timeout(Served.PATIENCE)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    try {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(answer.statusCode(), new String(answer.body(), UTF_8));
    } catch (HttpTimeoutException e) {
      return new Reply(-1, "");
    } catch (IOException e) {
      // A fault after the first row aborts the response.
      return new Reply(0, "");
    }
  }

  private void judge(long seed, Reply reply) {
    if (reply.status == -1) {
      complaints.add("seed " + seed + ": hangs");
    } else if (reply.status >= 500 && reply.status != 501 && reply.status != 505) {
      complaints.add("seed " + seed + ": status " + reply.status + " " + reply.body);
    } else if (reply.status == 200) {
      accepted++;
    } else {
      refused++;
    }
  }

  private void print(Kind kind, int count, long seed) throws Exception {
    String metrics = served.get("/metrics").body();
    for (String line : metrics.lines().toList()) {
      if (line.startsWith("rowgate_http_request_outcomes_total{outcome=\"defect\"}")
          && !line.endsWith(" 0.0")) {
        complaints.add(line);
      }
    }
    if (kind == Kind.SCHEMAS && checked < count / 4) {
      complaints.add("cells are checked by " + checked + " schemas alone");
    }
    out.printf(
        "%s, seed %d: %d inputs, %d answers, %d refused or broken off with a reason, %d"
            + " complaints%n",
        kind, seed, count, accepted + refused, refused, complaints.size());
  }

  private static byte[] bytes(Random random) {
    if (random.nextInt(8) == 0) {
      byte[] any = new byte[random.nextInt(3_000)];
      random.nextBytes(any);
      return any;
    }
    var text = new StringBuilder(random.nextInt(3) == 0 ? "" : "a,b\n");
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(one(PIECES, random));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] compressed(Random random) {
    byte[] plain = random.nextInt(20) == 0 ? new byte[20 << 20] : bytes(random);
    byte[] packed = Packed.pack(random.nextBoolean() ? Compression.GZIP : Compression.ZSTD, plain);
    return switch (random.nextInt(4)) {
      case 0 -> java.util.Arrays.copyOf(packed, random.nextInt(packed.length));
      case 1 -> java.util.Arrays.copyOf(packed, packed.length + 1 + random.nextInt(20));
      case 2 -> {
        packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
        yield packed;
      }
      default -> packed;
    };
  }

  private static String json(Random random, int depth) {
    return switch (depth > 4 ? random.nextInt(5) : depth == 0 ? 6 : random.nextInt(8)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "1e9999";
      case 2 -> String.valueOf(random.nextLong());
      case 3, 4 -> '"' + one(WORDS, random) + '"';
      case 5 -> {
        var items = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(json(random, depth + 1));
        }
        yield items.toString();
      }
      default -> {
        var members = new ArrayList<String>();
        if (depth == 0 || random.nextInt(3) == 0) {
          String type = random.nextBoolean() ? "\"string\"" : json(random, 5);
          String more = random.nextBoolean() ? "" : ", \"constraints\": " + json(random, 3);
          members.add("\"fields\": [{\"name\": \"a\", \"type\": " + type + more + "}]");
        }
        for (int i = random.nextInt(depth == 0 ? 2 : 4); i > 0; i--) {
          members.add('"' + one(WORDS, random) + "\": " + json(random, depth + 1));
        }
        yield members.toString().replaceFirst("^\\[", "{").replaceFirst("]$", "}");
      }
    };
  }

  private static String one(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  @Override
  public void close() throws IOException {
    Files.delete(schemaFile);
    client.shutdownNow();
    served.close();
  }
}
