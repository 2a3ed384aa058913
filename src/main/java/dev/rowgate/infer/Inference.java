package dev.rowgate.infer;

import dev.rowgate.bytes.Compression;
import dev.rowgate.bytes.Decompressor;
import dev.rowgate.bytes.Utf8Evidence;
import dev.rowgate.infer.dialect.DialectGuess;
import dev.rowgate.infer.dialect.Trial;
import dev.rowgate.infer.encoding.EncodingGuess;
import dev.rowgate.options.ByteLimit;
import dev.rowgate.options.DialectProperty;
import dev.rowgate.options.Encoding;
import dev.rowgate.options.Limits;
import dev.rowgate.options.PartialDialect;
import dev.rowgate.pipeline.head.HeadDialect;
import dev.rowgate.pipeline.head.Sniffer;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.RowProblem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inference of a schema and a dialect from an input. Like a conversion it does no I/O and never
/// waits; the front end feeds it:
///
/// ```java
/// while (inference.wantsMore() && (n = in.read(buffer)) >= 0) {
///   inference.feed(buffer, 0, n);
/// }
/// switch (inference.end()) { ... }
/// ```
///
/// The first bytes are buffered and decide the dialect; the rest is read once and not kept. Not
/// thread-safe. An inference that isn't ended must be closed.
public final class Inference implements AutoCloseable {

  /// Size in bytes of the sample that decides the dialect.
  private static final int SAMPLE = 256 << 10;

  private final PartialDialect given;
  private final Limits limits;
  private final Scope scope;
  private final boolean explain;
  private final Decompressor decompressor;
  private final Sniffer sniffer = new Sniffer();
  private final ByteArrayOutputStream sample = new ByteArrayOutputStream();
  private long fed;
  private long taken;
  private @Nullable EncodingGuess encoding;
  private DialectGuess.@Nullable Found dialect;
  private @Nullable TableGuess table;
  private @Nullable InputProblem fault;
  private final List<String> warnings = new ArrayList<>();

  /// Creates an inference without evidence in its result.
  public Inference(PartialDialect given, Limits limits, Scope scope, Compression compression) {
    this(new InferOptions(scope, given, false), limits, compression);
  }

  /// @param options what the caller specifies, and how much of the input to read
  public Inference(InferOptions options, Limits limits, Compression compression) {
    this.given = options.dialect();
    this.limits = limits;
    this.scope = options.scope();
    this.explain = options.explain();
    this.decompressor = new Decompressor(compression, limits);
  }

  /// Counts the windows of a zstd input. Must be called before the first bytes are fed.
  ///
  /// @param memory if it has no room for a window, the inference fails with `too-busy`
  public void countWindows(ByteLimit memory) {
    decompressor.count(memory);
  }

  /// Whether further bytes can change the result.
  public boolean wantsMore() {
    return fault == null && !isFull();
  }

  /// Returns why the inference has failed; null if it hasn't.
  public @Nullable InputProblem fault() {
    return fault;
  }

  /// Whether the inference has failed, so that [#end()] will be a refusal.
  public boolean hasFailed() {
    return fault != null;
  }

  private boolean isFull() {
    Long most = scope.bytes();
    return (most != null && taken >= most) || (table != null && table.isFull());
  }

  /// Reads the next bytes of the input. If no more are wanted, they only count against the limit on
  /// uploads, so that an endless input is refused.
  public void feed(byte[] bytes, int offset, int length) {
    fed += length;
    if (wantsMore()) {
      decompressor.feed(bytes, offset, length);
      drain();
      if (isFull()) {
        // The rest of the input may take long to arrive.
        decompressor.close();
      }
    } else if (fault == null && fed > limits.uploadBytes()) {
      fault = new InputProblem.UploadTooLarge(limits.uploadBytes());
    }
  }

  /// Adds warnings to the result.
  public void warn(List<InputProblem> more) {
    more.forEach(warning -> warnings.add(warning.message()));
  }

  /// Ends the inference, at the end of the input or when no more is wanted.
  public Inferred end() {
    boolean whole = wantsMore();
    if (whole) {
      decompressor.end();
      drain();
    }
    sniffer.end();
    if (fault == null && table == null) {
      open(!whole || isFull());
    }
    decompressor.close();
    if (fault != null || table == null || dialect == null) {
      return refused(fault == null ? new InputProblem.EmptyInput() : fault);
    }
    boolean all = whole && !isFull();
    if (all) {
      table.end();
      all = !table.isFull();
    }
    Findings findings = Findings.of(given, encoding, dialect, table, all, warnings);
    return new Inferred.Descriptor(
        new DescriptorWriter(findings, explain, limits.schemaBytes()).write(),
        findings.emptyColumns(),
        findings.signs(),
        findings.footer());
  }

  /// Ends the inference because the input ended prematurely.
  public Inferred cut(InputProblem why) {
    decompressor.close();
    return refused(why);
  }

  @Override
  public void close() {
    decompressor.close();
  }

  private static Inferred refused(InputProblem problem) {
    return new Inferred.Refused(List.of(problem));
  }

  private void drain() {
    while (fault == null) {
      switch (decompressor.next()) {
        case Decompressor.Next.NeedsInput _ -> {
          return;
        }
        case Decompressor.Next.End _ -> {
          return;
        }
        case Decompressor.Next.Piece piece -> take(piece.bytes());
        case Decompressor.Next.Fault found -> fault = found.problem();
      }
    }
  }

  private void take(ByteBuffer piece) {
    Long most = scope.bytes();
    int from = piece.arrayOffset() + piece.position();
    int length = (int) Math.min(piece.remaining(), (most == null ? Long.MAX_VALUE : most) - taken);
    if (taken + length > limits.uploadBytes()) {
      fault = new InputProblem.UploadTooLarge(limits.uploadBytes());
      return;
    }
    taken += length;
    if (table != null) {
      table.feed(piece.array(), from, length);
      return;
    }
    sniffer.feed(piece.array(), from, length);
    if (sniffer.found() != null) {
      fault = sniffer.found();
      return;
    }
    sample.write(piece.array(), from, length);
    if (sample.size() >= SAMPLE) {
      open(true);
    }
  }

  /// @param cut whether the input may continue after the sample
  private void open(boolean cut) {
    byte[] bytes = sample.toByteArray();
    sample.reset();
    PartialDialect known = given;
    if (given.get(DialectProperty.ENCODING) == null) {
      EncodingGuess guess = EncodingGuess.of(bytes, cut);
      encoding = guess;
      fault = guess.fault();
      known = given.with(DialectProperty.ENCODING, guess.encoding());
      fault = fault == null ? known.complete().conflict() : fault;
    } else {
      checkNamed(given.complete().encoding(), bytes);
    }
    if (fault == null) {
      openBehindSep(bytes, known, cut);
    }
  }

  private void checkNamed(Encoding named, byte[] bytes) {
    InputProblem mark = HeadDialect.contradiction(named, bytes);
    if (mark instanceof InputProblem.OtherMark) {
      warn(List.of(mark));
    } else if (mark != null) {
      fault = mark;
    } else if (named.unit() == Encoding.Unit.UTF_16 && Utf8Evidence.areLines(bytes)) {
      fault = new InputProblem.MisnamedEncoding(named.name(), false);
    } else if (named.unit() != Encoding.Unit.UTF_8 && Utf8Evidence.areUtf8(bytes)) {
      warn(List.of(new InputProblem.MisnamedEncoding(named.name(), false)));
    }
  }

  /// Detects the dialect from the lines after a first line `sep=X`, if there is one. The records
  /// are read from the first byte on, as in a conversion, so that lines and bytes are counted
  /// equally.
  private void openBehindSep(byte[] bytes, PartialDialect said, boolean cut) {
    HeadDialect.Sep sep = HeadDialect.Sep.in(bytes, said.complete());
    PartialDialect known = sep == null ? said : said.orElse(delimitedBy(sep));
    if (sep == null || known.complete().conflict() != null) {
      open(bytes, new DialectGuess(said, bytes, cut, limits).find(), 0);
      return;
    }
    warn(List.of(new InputProblem.SepLine(sep.delimiter(), known.complete().delimiter())));
    byte[] rest = Arrays.copyOf(bytes, bytes.length - (sep.to() - sep.from()));
    System.arraycopy(bytes, sep.to(), rest, sep.from(), bytes.length - sep.to());
    open(bytes, new DialectGuess(known, rest, cut, limits).find(), 1);
  }

  private static PartialDialect delimitedBy(HeadDialect.Sep sep) {
    return PartialDialect.NOTHING.with(DialectProperty.DELIMITER, sep.delimiter());
  }

  /// @param skipped number of lines before the first record that the dialect doesn't skip
  private void open(byte[] bytes, DialectGuess.Found found, int skipped) {
    Trial best = found.best();
    if (best.isEmpty()) {
      boolean isCut = bytes.length >= SAMPLE;
      fault =
          isCut
              ? new InputProblem.BrokenHeader(1 + skipped, new RowProblem.RecordTooLarge(SAMPLE))
              : new InputProblem.EmptyInput();
      return;
    }
    if (found.tooWide() != null) {
      fault = new InputProblem.BrokenHeader(1 + skipped, found.tooWide());
      return;
    }
    dialect = found;
    Layout layout = HeaderGuess.of(best, given.get(DialectProperty.HEADER));
    PartialDialect read =
        skipped == 0 ? best.dialect() : best.dialect().with(DialectProperty.SKIP_ROWS, skipped);
    table = new TableGuess(read, layout, scope, limits);
    table.feed(bytes, 0, bytes.length);
  }
}
