import dev.rowgate.options.Dialect;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Options;
import dev.rowgate.pipeline.Conversion;
import dev.rowgate.pipeline.Step;
import dev.rowgate.records.RecordReader;
import dev.rowgate.schema.SchemaReader;
import dev.rowgate.schema.SchemaResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// What the stages of a conversion cost, in memory and on one thread: splitting records; that and
/// checking them; that and writing rows. Told is the least processor time of many short rounds,
/// which other work on the machine disturbs least.
///
/// ```
/// java -cp target/rowgate src/bench/Stages.java FILE SCHEMA [ROUNDS]
/// ```
public final class Stages {

  private static final int MOST = 3_000_000;
  private static final int PIECE = 64 << 10;

  private final byte[] input;
  private final byte[] schema;

  private Stages(byte[] input, byte[] schema) {
    this.input = input;
    this.schema = schema;
  }

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 120;
    var stages = new Stages(wholeLines(Path.of(args[0])), Files.readAllBytes(Path.of(args[1])));
    stages.tell("splitting", rounds, stages::split);
    stages.tell("with checking", rounds, () -> stages.convert(Options.Errors.ONLY));
    stages.tell("with writing", rounds, () -> stages.convert(Options.Errors.INLINE));
  }

  private static byte[] wholeLines(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(MOST);
      int end = start.length;
      while (end > 0 && start[end - 1] != '\n') {
        end--;
      }
      return Arrays.copyOf(start, end);
    }
  }

  private interface Stage {
    /// @return how many records there were
    long run() throws IOException;
  }

  private void tell(String name, int rounds, Stage stage) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    long records = 0;
    for (int i = 0; i < rounds; i++) {
      long before = threads.getCurrentThreadCpuTime();
      records = stage.run();
      least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
    }
    System.out.printf(
        "%-14s %7.1f ns a record %7.1f MB/s%n",
        name, (double) least / records, input.length * 1e3 / least);
  }

  private long split() {
    var reader = new RecordReader(Dialect.RFC_4180, Limits.STANDARD, Options.STANDARD.reading());
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
          return reader.recordsRead();
        }
      }
    }
  }

  private long convert(Options.Errors errors) throws IOException {
    Options standard = Options.STANDARD;
    var options = new Options(errors, true, null, null, standard.nulls(), standard.reading());
    var parsed = (SchemaResult.Parsed) SchemaReader.read(schema, Limits.STANDARD.schemaBytes());
    var conversion = new Conversion(parsed.schema(), Dialect.RFC_4180, options, Limits.STANDARD);
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
          return completed.summary().recordsRead();
        }
        case Step.Refused _, Step.Stopped _ -> throw new IllegalStateException("not a good file");
      }
    }
  }
}
