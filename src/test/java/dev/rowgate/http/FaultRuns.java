package dev.rowgate.http;

import dev.rowgate.cli.CliCuts;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/// Runs many requests with a fault in the middle of their stream, over every route and with several
/// clients, and checks that no client takes a truncated response for complete and that no line is
/// wrong. A further eighth has no fault and must be complete.
///
/// `src/bench/faults.sh` runs a thousand, `FaultsIT` a hundred. The seed determines the requests
/// and the times of faults, but not the state in which a fault finds a process.
final class FaultRuns {

  /// Concurrent requests: after a fault the service lingers for up to 2 s.
  private static final int AT_ONCE = 16;

  /// Requests for each kill of a process, because starting one takes time.
  private static final int STRUCK_AT_ONCE = 10;

  private static final int MANY_STRUCK_AT_ONCE = 30;
  private static final int MANY = 1_000;
  private static final int LEAST_COMMANDS = 5;

  /// One in this number of requests; its response has 20 MB.
  private static final int HUGE_TURNS = 10;

  private static final List<Fault> BLOWS =
      List.of(Fault.TERMINATED, Fault.KILLED, Fault.NGINX_KILLED);
  private static final List<Fault> OTHERS =
      List.of(Fault.values()).stream()
          .filter(fault -> fault != Fault.NONE && !fault.endsProcess())
          .toList();

  private final long seed;
  private final Samples samples;
  private final Path directory;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final Map<Fault, Map<Way, Map<Seen.Outcome, Integer>>> counts =
      new EnumMap<>(Fault.class);

  private final int struckAtOnce;

  private FaultRuns(int faults, long seed, Path directory) {
    this.struckAtOnce = faults < MANY ? STRUCK_AT_ONCE : MANY_STRUCK_AT_ONCE;
    this.seed = seed;
    this.samples = new Samples(seed);
    this.directory = directory;
  }

  /// @param faults their number; a third of them are kills of processes
  /// @return the violations, each with the seed that reproduces it
  static List<String> run(int faults, long seed, Path directory, PrintStream out) throws Exception {
    out.printf("%d faults, seed %d%n%n", faults, seed);
    var runs = new FaultRuns(faults, seed, directory);
    runs.run(faults);
    runs.print(out);
    return runs.complaints;
  }

  /// Arguments: the number of faults (1,000) and a seed (random).
  public static void main(String[] arguments) throws Exception {
    int faults = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new Random().nextInt();
    List<String> complaints =
        run(faults, seed, Files.createTempDirectory("rowgate-faults-"), System.out);
    complaints.forEach(System.out::println);
    System.exit(complaints.isEmpty() ? 0 : 1);
  }

  private void run(int faults) throws Exception {
    int blows = Math.max(BLOWS.size(), faults / 3 / struckAtOnce);
    int others = faults - blows * struckAtOnce;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> struck =
          threads.submit(() -> {
            strike(blows, threads);
            return null;
          });
      singly(others, threads);
      struck.get();
      complaints.addAll(
          CliCuts.run(Math.max(LEAST_COMMANDS, faults / 100), seed, directory, System.out));
    }
  }

  private void singly(int faults, ExecutorService threads) throws Exception {
    try (var steady = new Rig(directory.resolve("steady"), FaultRun.STEADY);
        var strict = new Rig(directory.resolve("strict"), FaultRun.STRICT)) {
      var free = new Semaphore(AT_ONCE);
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < faults + faults / 8; i++) {
        Fault fault = i < faults ? fault(i) : Fault.NONE;
        FaultRun run = FaultRun.plan(fault, samples, seed + i);
        Rig rig = fault == Fault.UPLOAD_LIMIT ? strict : steady;
        free.acquire();
        all.add(
            threads.submit(() -> {
              try {
                judge(run, run.send(rig, directory, new LongAdder()));
              } finally {
                free.release();
              }
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static Fault fault(int i) {
    Fault fault = OTHERS.get(i % OTHERS.size());
    return fault == Fault.SPOOL_FULL && i / OTHERS.size() % HUGE_TURNS != 0
        ? Fault.ANSWER_CUT
        : fault;
  }

  /// Kills a process that several requests use, repeatedly.
  private void strike(int blows, ExecutorService threads) throws Exception {
    try (var victim = new Rig(directory.resolve("victim"), FaultRun.VICTIM)) {
      for (int blow = 0; blow < blows; blow++) {
        long blowSeed = seed - (long) (blow + 1) * struckAtOnce;
        Fault fault = BLOWS.get(blow % BLOWS.size());
        var all = new ArrayList<Future<?>>();
        var carried = new LongAdder();
        long bytes = 0;
        for (int i = 0; i < struckAtOnce; i++) {
          FaultRun run = FaultRun.plan(fault, samples, blowSeed + i);
          bytes += run.upload().length;
          all.add(
              threads.submit(() -> {
                judge(run, run.send(victim, directory, carried));
                return null;
              }));
        }
        // It may be after the end of the last upload, while the last responses are being sent.
        long when = new Random(blowSeed).nextLong(bytes + bytes / 10);
        while (carried.sum() < when && !all.stream().allMatch(Future::isDone)) {
          Thread.sleep(10);
        }
        victim.strike(fault);
        for (Future<?> one : all) {
          one.get();
        }
      }
    }
  }

  private synchronized void judge(FaultRun run, Seen seen) {
    seen.complaint(run.sample(), run.fault(), run.way())
        .ifPresent(what ->
            complaints.add(
                "%s: %s: exit %d, status %d, %d bytes, ends %s"
                    .formatted(
                        what, run, seen.exit(), seen.status(), seen.body().length(), end(seen))));
    counts
        .computeIfAbsent(run.fault(), _ -> new EnumMap<>(Way.class))
        .computeIfAbsent(run.way(), _ -> new EnumMap<>(Seen.Outcome.class))
        .merge(seen.outcome(run.way()), 1, Integer::sum);
  }

  private static String end(Seen seen) {
    String body = seen.body();
    return body.substring(Math.max(0, body.length() - 300)).replace("\n", "⏎");
  }

  /// The counts by fault and result, as a Markdown table.
  private void print(PrintStream out) {
    out.print("| fault | way |");
    for (var outcome : Seen.Outcome.values()) {
      out.printf(" %s |", outcome.title);
    }
    out.printf("%n|---|---%s|%n", "|---".repeat(Seen.Outcome.values().length));
    counts.forEach((fault, ways) ->
        ways.forEach((way, outcomes) -> {
          out.printf("| %s | %s |", fault, way);
          for (var outcome : Seen.Outcome.values()) {
            out.printf(" %d |", outcomes.getOrDefault(outcome, 0));
          }
          out.println();
        }));
  }
}
