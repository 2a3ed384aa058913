package dev.rowgate.http.refusal;

import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Problem;
import dev.rowgate.problem.RowProblem;
import dev.rowgate.problem.SchemaProblem;

/// Mapping from problems to HTTP status codes, the only one.
public final class StatusOf {

  private StatusOf() {}

  public static int problem(Problem problem) {
    return switch (problem) {
      case InputProblem input -> ofInput(input);
      case SchemaProblem _ -> 400;
      case RowProblem _ -> 422;
    };
  }

  private static int ofInput(InputProblem problem) {
    return switch (problem) {
      case InputProblem.HeaderProblem _ -> 422;
      case InputProblem.FooterTooLong _ -> 422;
      case InputProblem.UnusedProperty _ -> 400;
      case InputProblem.TooManyErrors _ -> 422;
      case InputProblem.RecordRejected _ -> 422;
      case InputProblem.UploadTooLarge _ -> 413;
      // A disconnected client reads no status. A slow one should learn that it was too slow, and
      // may retry.
      case InputProblem.ReadFailed _ -> 408;
      // Can't happen over HTTP: an upload isn't a file.
      case InputProblem.InputChanged _ -> 400;
      case InputProblem.UploadTooSlow _ -> 408;
      case InputProblem.TimeUp _ -> 408;
      case InputProblem.UploadStalled _ -> 408;
      case InputProblem.SpoolFull _ -> 413;
      case InputProblem.InputSpoolFull _ -> 413;
      case InputProblem.StorageFailed _ -> 503;
      case InputProblem.BadCompression _ -> 400;
      case InputProblem.InflateRatio _ -> 413;
      case InputProblem.UniquenessBudget _ -> 413;
      case InputProblem.BadReference _ -> 422;
      case InputProblem.MissingReference _ -> 400;
      case InputProblem.UnknownReference _ -> 400;
      case InputProblem.UnknownOption _ -> 400;
      case InputProblem.BadOption _ -> 400;
      case InputProblem.NotCsv _ -> 400;
      case InputProblem.NewlinesLost _ -> 400;
      case InputProblem.FormField _ -> 400;
      case InputProblem.UnknownSchema _ -> 404;
      case InputProblem.BadMultipart _ -> 400;
      // Only ever warnings.
      case InputProblem.UnknownPart _ -> 400;
      case InputProblem.EncodingByMark _ -> 400;
      case InputProblem.SepLine _ -> 400;
      case InputProblem.SurplusCell _ -> 422;
      case InputProblem.UnnamedEncoding _ -> 422;
      case InputProblem.Unauthorized _ -> 401;
      case InputProblem.CrossSite _ -> 403;
      case InputProblem.UnknownHost _ -> 421;
      case InputProblem.UnknownRoute _ -> 404;
      case InputProblem.MethodNotAllowed _ -> 405;
      case InputProblem.NotAcceptable _ -> 406;
      case InputProblem.UnsupportedMediaType _ -> 415;
      case InputProblem.BadRequest _ -> 400;
      case InputProblem.HeadersTooLarge _ -> 431;
      case InputProblem.RequestTimeout _ -> 408;
      case InputProblem.TooBusy _ -> 503;
      case InputProblem.Unavailable _ -> 503;
      case InputProblem.InternalError _ -> 500;
    };
  }
}
