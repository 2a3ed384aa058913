package dev.rowgate.cli;

import dev.rowgate.bytes.Compression;
import dev.rowgate.infer.Inference;
import dev.rowgate.infer.Inferred;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/// `rowgate infer`: reads as much as is wanted, and writes what was found.
final class InferCommand {

  private static final int PIECE = 64 << 10;

  private final InferArguments arguments;
  private final InputStream stdin;
  private final OutputStream stdout;
  private final Complaints complaints;

  InferCommand(
      InferArguments arguments, InputStream stdin, OutputStream stdout, Complaints complaints) {
    this.arguments = arguments;
    this.stdin = stdin;
    this.stdout = stdout;
    this.complaints = complaints;
  }

  ExitCode run() {
    Path input = arguments.input();
    if (input == null) {
      return runOn(stdin);
    }
    try (InputStream in = TransformCommand.open(input)) {
      return runOn(in);
    } catch (IOException e) {
      complaints.about(arguments.inputName(), IoReason.of(e));
      return ExitCode.IO_FAILED;
    }
  }

  private ExitCode runOn(InputStream in) {
    Limits limits = Limits.STANDARD.withUploadBytes(Long.MAX_VALUE);
    var options = arguments.options();
    try (var inference =
        new Inference(options, limits, Compression.DETECT)) {
      return switch (infer(inference, in)) {
        case Inferred.Descriptor found -> Cli.tell(found.json(), stdout, complaints);
        case Inferred.Refused refused -> {
          complaints.about(arguments.inputName(), TransformCommand.texts(refused.problems()));
          yield ExitCode.of(refused.problems().getFirst());
        }
      };
    }
  }

  private static Inferred infer(Inference inference, InputStream in) {
    byte[] piece = new byte[PIECE];
    try {
      int length = 0;
      while (inference.wantsMore() && length >= 0) {
        length = in.read(piece);
        if (length > 0) {
          inference.feed(piece, 0, length);
        }
      }
      return inference.end();
    } catch (IOException e) {
      return inference.cut(new InputProblem.ReadFailed(IoReason.of(e)));
    }
  }
}
