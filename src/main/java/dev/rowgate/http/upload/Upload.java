package dev.rowgate.http.upload;

import dev.rowgate.http.exchange.ReadBuffer;
import dev.rowgate.http.exchange.RequestContext;
import dev.rowgate.options.Limits;
import dev.rowgate.problem.InputProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Source of a request's CSV, wherever it is in the body. Reading never throws; what goes wrong is
/// its [#fault()]. Not thread-safe.
public interface Upload {

  /// Returns the body of a request as an upload with a minimum rate.
  ///
  /// @param form whether the client may be a curl that has removed line ends
  static Upload of(RequestContext exchange, boolean form, Limits limits) {
    var paced =
        new PacedUpload(
            new RawUpload(exchange), limits, System::nanoTime, exchange.body()::waitAtMost);
    return form ? new FormUpload(paced, limits.uploadBytes()) : paced;
  }

  /// Reads bytes; waits if there are none yet. Output that is ready is sent meanwhile.
  ///
  /// @param into is overwritten; it may also lose its buffer during a long wait
  /// @return the number of bytes read to the start of `into`; -1 at the end, whose reason is
  ///   [#fault()]
  int read(ReadBuffer into);

  /// Why the input ended; null if it is complete.
  @Nullable InputProblem fault();

  /// Returns the problems to report for an input that the conversion refused; a transport problem
  /// may explain them.
  default List<InputProblem> explain(List<InputProblem> refused) {
    return refused;
  }

  /// The warnings about a body that is read nevertheless; complete when it was read to its end.
  default List<InputProblem> warnings() {
    return List.of();
  }

  /// Whether the response must not start yet, because the upload may still turn out to be unusable.
  default boolean isInDoubt() {
    return false;
  }
}
