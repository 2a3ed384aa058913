package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The CSV of a request, wherever in its body it stands. Reading it never throws: what goes wrong
/// is its [#fault()]. Not thread-safe.
public interface Upload {

  /// The body of a request as it comes, in the time that the limits give it.
  ///
  /// @param form whether curl may have dropped its line ends
  static Upload of(RequestContext exchange, boolean form, Limits limits) {
    var paced = new PacedUpload(new RawUpload(exchange), limits, System::nanoTime);
    return form ? new FormUpload(paced, limits.uploadBytes()) : paced;
  }

  /// Waits for bytes if there are none yet; meanwhile, what is ready of the answer goes out.
  ///
  /// @param into keeps nothing that it held before, not even its memory where the wait is long
  /// @return how many bytes now stand at the start of `into`, or -1 if there are no more: then
  ///   [#fault()] tells why
  int read(ReadBuffer into);

  /// Why the input ended; null if because that was all of it.
  @Nullable InputProblem fault();

  /// What to tell of an input that the conversion has refused, which may be that something happened
  /// to it on the way.
  default List<InputProblem> explain(List<InputProblem> refused) {
    return refused;
  }

  /// What is to be said of a body that is read all the same; complete when it is read to its end.
  default List<InputProblem> warnings() {
    return List.of();
  }

  /// An answer must not begin yet: all of it may have to be taken back.
  default boolean isInDoubt() {
    return false;
  }
}
