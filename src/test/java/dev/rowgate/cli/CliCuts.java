package dev.rowgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Runs of `rowgate transform` that are ended by SIGKILL or SIGTERM, or whose reader disappears, at
/// a random byte of the output. No output may look complete, and no file of `-o` may exist.
///
/// `src/bench/faults.sh` also runs some of them.
public final class CliCuts {

  private static final String ROWGATE = System.getProperty("rowgate.executable");
  private static final int ROWS = 100_000;
  private static final String SUMMARY = "{\"_summary\":{\"complete\":true,";

  private CliCuts() {}

  private enum End {
    KILLED,
    TERMINATED,
    READER_GONE
  }

  /// @return the violations, each with the seed that reproduces it
  public static List<String> run(int count, long seed, Path directory, PrintStream out)
      throws Exception {
    Path csv = directory.resolve("cli.csv");
    Files.writeString(csv, "name,age\n" + "Ada Lovelace,36\n".repeat(ROWS));
    var complaints = new ArrayList<String>();
    int whole = 0;
    for (int i = 0; i < count; i++) {
      whole += cut(seed + i, csv, directory.resolve("cli.ndjson"), complaints) ? 1 : 0;
    }
    Files.delete(csv);
    out.printf("%d command lines ended, %d came too late and were whole%n", count, whole);
    return complaints;
  }

  private static boolean cut(long seed, Path csv, Path file, List<String> complaints)
      throws Exception {
    var random = new Random(seed);
    End end = End.values()[random.nextInt(End.values().length)];
    boolean toFile = end != End.READER_GONE && random.nextInt(3) == 0;
    var command = new ArrayList<>(List.of(ROWGATE, "transform", csv.toString()));
    if (toFile) {
      command.addAll(List.of("-o", file.toString()));
    }
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("ROWGATE_JAVA", System.getProperty("java.home") + "/bin/java");
    Process process = builder.start();
    String text = "";
    try (InputStream in = process.getInputStream()) {
      if (toFile) {
        Thread.sleep(random.nextInt(600));
      } else {
        text = new String(in.readNBytes(random.nextInt(3_500_000)), UTF_8);
      }
      switch (end) {
        // By its handle, because destroying the process would also close this end of the pipe.
        case KILLED -> process.toHandle().destroyForcibly();
        case TERMINATED -> process.toHandle().destroy();
        // The end of this block closes it.
        case READER_GONE -> {}
      }
      if (end != End.READER_GONE) {
        text += new String(in.readAllBytes(), UTF_8);
      }
    }
    if (!process.waitFor(120, SECONDS)) {
      process.destroyForcibly();
      complaints.add("seed " + seed + ": " + end + ": doesn't end");
      return false;
    }
    String what = toFile && Files.exists(file) ? Files.readString(file) : text;
    Files.deleteIfExists(file);
    boolean looksWhole = what.contains(SUMMARY);
    if (looksWhole && what.lines().count() != ROWS + 1
        || toFile && !looksWhole && !what.isEmpty()) {
      complaints.add("seed " + seed + ": " + end + ": a cut output looks whole");
    }
    if (end != End.READER_GONE && process.exitValue() == 0 && !looksWhole) {
      complaints.add("seed " + seed + ": " + end + ": exit 0 without a summary");
    }
    return looksWhole;
  }
}
