package dev.rowgate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.records.RecordReader;
import dev.rowgate.schema.Schema;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the stages of a conversion cost, in memory and on one thread: splitting records; that and
/// checking them; that and writing rows. An operation is a whole input of about 3 MB; `records` are
/// those of a second.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgs = {"-Xmx256m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class Stages {

  private static final int BYTES = 3_000_000;
  private static final int PIECE = 32 << 10;

  /// Kinds of inputs.
  public enum Kind {
    /// A name and an age, as in the comparison with other programs.
    TWO {
      @Override
      String schema() {
        return """
        {"fields":[{"name":"name","type":"string"},
        {"name":"age","type":"integer","constraints":{"minimum":0,"maximum":4294967295}}]}\
        """;
      }

      @Override
      String record(int i, Random random) {
        return "person%07d,%02d".formatted(i, i % 100);
      }

      @Override
      String header() {
        return "name,age";
      }
    },
    /// Ten columns of all kinds of types, with quotes, line ends in cells and more than ASCII.
    MIXED {
      @Override
      String schema() {
        return """
        {"fields":[{"name":"id","type":"integer"},{"name":"name","type":"string"},
        {"name":"price","type":"number"},{"name":"day","type":"date"},
        {"name":"at","type":"datetime"},{"name":"ok","type":"boolean"},
        {"name":"note","type":"string"},{"name":"code","type":"string",
        "constraints":{"pattern":"[A-Z]{2}[0-9]{4}"}},
        {"name":"kind","type":"string","constraints":{"enum":["red","green","blue"]}},
        {"name":"rest","type":"any"}]}\
        """;
      }

      @Override
      String record(int i, Random random) {
        String note =
            switch (random.nextInt(4)) {
              case 0 -> "\"said \"\"so\"\", and\nwent\"";
              case 1 -> "größer";
              default -> "plain words";
            };
        return "%d,name %d,%d.%02d,2026-%02d-%02d,2026-01-02T03:04:%02dZ,%s,%s,AB%04d,%s,x%d"
            .formatted(
                i,
                random.nextInt(1000),
                random.nextInt(10_000),
                random.nextInt(100),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(60),
                random.nextBoolean(),
                note,
                random.nextInt(10_000),
                random.nextBoolean() ? "red" : "blue",
                i);
      }

      @Override
      String header() {
        return "id,name,price,day,at,ok,note,code,kind,rest";
      }
    },
    /// 500 columns of short text, without a schema.
    WIDE {
      @Override
      String schema() {
        return "";
      }

      @Override
      String record(int i, Random random) {
        var record = new StringBuilder();
        for (int column = 0; column < 500; column++) {
          record.append(column == 0 ? "" : ",").append('v').append(random.nextInt(10_000));
        }
        return record.toString();
      }

      @Override
      String header() {
        var header = new StringBuilder();
        for (int column = 0; column < 500; column++) {
          header.append(column == 0 ? "c" : ",c").append(column);
        }
        return header.toString();
      }
    };

    /// Empty for none.
    abstract String schema();

    abstract String header();

    abstract String record(int i, Random random);
  }

  @Param({"TWO", "MIXED", "WIDE"})
  public Kind kind = Kind.TWO;

  private byte[] input = {};
  private Schema schema;

  /// What was done beside operations.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Done {
    public long records;
    public long bytes;
  }

  @Setup
  public void generate() {
    var random = new Random(1);
    var csv = new StringBuilder(kind.header()).append('\n');
    for (int i = 0; csv.length() < BYTES; i++) {
      csv.append(kind.record(i, random)).append('\n');
    }
    input = csv.toString().getBytes(UTF_8);
    byte[] json = kind.schema().getBytes(UTF_8);
    schema =
        json.length == 0
            ? null
            : ((SchemaResult.Parsed) SchemaReader.read(json, json.length)).schema();
  }

  @Benchmark
  public void split(Done done) {
    var reader = new RecordReader(Dialect.RFC_4180, Limits.STANDARD);
    int fed = 0;
    while (true) {
      switch (reader.next()) {
        case HEADER, RECORD -> {}
        case NEEDS_INPUT -> {
          int length = Math.min(PIECE, input.length - fed);
          if (length == 0) {
            reader.end();
          } else {
            reader.feed(input, fed, length);
            fed += length;
          }
        }
        case END -> {
          count(done, reader.recordsRead());
          return;
        }
      }
    }
  }

  @Benchmark
  public void check(Done done) throws IOException {
    convert(Options.Errors.ONLY, done);
  }

  @Benchmark
  public void write(Done done) throws IOException {
    convert(Options.Errors.INLINE, done);
  }

  private void convert(Options.Errors errors, Done done) throws IOException {
    Options standard = Options.STANDARD;
    var options = new Options(errors, true, null, null, standard.nulls());
    try (var conversion = new Conversion(schema, Dialect.RFC_4180, options, Limits.STANDARD)) {
      int fed = 0;
      while (true) {
        switch (conversion.step()) {
          case Step.NeedsInput _ -> {
            int length = Math.min(PIECE, input.length - fed);
            if (length == 0) {
              conversion.end();
            } else {
              conversion.feed(input, fed, length);
              fed += length;
            }
          }
          case Step.Ready _ -> {}
          case Step.NeedsRoom room -> conversion.grant(room.bytes());
          case Step.HasOutput _ -> conversion.drain(OutputStream.nullOutputStream());
          case Step.Completed completed -> {
            if (completed.summary().rowsRejected() > 0) {
              throw new IllegalStateException("not a good file: " + completed.summary());
            }
            count(done, completed.summary().recordsRead());
            return;
          }
          case Step.Refused _, Step.Stopped _ -> throw new IllegalStateException("not a good file");
        }
      }
    }
  }

  private void count(Done done, long records) {
    done.records += records;
    done.bytes += input.length;
  }
}
