package dev.rowgate.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Converter of problems to sentences, the only one, with [SchemaMessages].
final class Messages {

  private Messages() {}

  static String of(Problem problem) {
    return switch (problem) {
      case RowProblem row -> ofRow(row);
      case InputProblem input -> ofInput(input);
      case SchemaProblem schema -> SchemaMessages.of(schema);
    };
  }

  private static String ofRow(RowProblem problem) {
    return switch (problem) {
      case RowProblem.TypeError p -> p.value() + " is not " + withArticle(p.expected());
      case RowProblem.ConstraintError p -> ofConstraint(p);
      case RowProblem.MissingCell p -> "the record has no cell for column '" + p.column() + "'";
      case RowProblem.ExtraCell p ->
          "cell " + p.columnNumber() + " (" + p.value() + ") is after the last column";
      case RowProblem.UniqueError p ->
          p.value() + under(p) + " is in record " + p.firstRecord() + " already";
      case RowProblem.PrimaryKey p ->
          p.value() + under(p) + " is the primary key of record " + p.firstRecord() + " already";
      case RowProblem.ForeignKey p ->
          p.value()
              + under(p)
              + " is in no row under "
              + names(p.referenced())
              + (p.resource().isEmpty() ? "" : " of the reference '" + p.resource() + "'");
      case RowProblem.RuleBroken p -> p.text();
      case RowProblem.UnclosedQuote p ->
          "the quote that opens "
              + cell(p)
              + (p.limit() == 0
                  ? " has no end"
                  : " is not closed within the " + p.limit() + " bytes that a record may have");
      case RowProblem.StrayQuote p ->
          cell(p) + " has a quote where none is allowed; double a quote inside a quoted cell";
      case RowProblem.InvalidEncoding p -> cell(p) + " has bytes that are not " + p.encoding();
      case RowProblem.RecordTooLarge p -> "the record is longer than " + p.limit() + " bytes";
      case RowProblem.CellTooLarge p -> cell(p) + " is longer than " + p.limit() + " bytes";
      case RowProblem.TooManyFields p -> "the record has more than " + p.limit() + " cells";
    };
  }

  private static String ofConstraint(RowProblem.ConstraintError p) {
    Excerpt value = p.value();
    if (value == null) {
      return "a value is required in column '" + p.column() + "'";
    }
    return value + " breaks the constraint " + p.constraint() + " " + p.expected();
  }

  /// Names a cell. The fault may be in one of the two cells of a rejects file, which have no
  /// number.
  private static String cell(RowProblem.Broken problem) {
    int number = problem.columnNumber();
    return number > 0
        ? "cell " + number
        : "the cell of column '" + (number % 2 == 0 ? "_errors" : "_line") + "'";
  }

  private static String ofHeader(InputProblem.HeaderProblem problem) {
    return switch (problem) {
      case InputProblem.EncodingConflict p ->
          "the input begins with the byte order mark of %s, but its encoding was given as %s"
              .formatted(p.mark(), p.encoding());
      case InputProblem.OtherMark p ->
          ("the input begins with the byte order mark of %s%s, but is read as %s, as its"
                  + " encoding was given")
              .formatted(
                  p.mark(), p.mark().equals("UTF-8") ? ", which is left out" : "", p.encoding());
      case InputProblem.EmptyInput _ ->
          "the input has no header line: it is empty, or its lines are blank or left out";
      case InputProblem.BrokenHeader p ->
          "the header on line %s: %s%s"
              .formatted(
                  p.line(),
                  of(p.cause()),
                  p.cause() instanceof RowProblem.InvalidEncoding(String encoding, _, _)
                          && encoding.equals("UTF-8")
                      ? ifIts("windows-1252")
                      : "");
      case InputProblem.LeftOutLineTooLong p ->
          "line %s, which is left out, is longer than %s bytes".formatted(p.line(), p.limit());
      case InputProblem.HeadTooLong p ->
          "comments, blank lines and rows left out before the header are longer than %s bytes"
              .formatted(p.limit());
      case InputProblem.BlankHeader _ -> "all labels of the header are blank";
      case InputProblem.BlankLabel p ->
          "label %s is blank; the column is named '%s'".formatted(p.columnNumber(), p.column());
      case InputProblem.BlankLabelNotFitting p ->
          p.expected() == null
              ? "label %s is blank, and the schema has no field '%s'"
                  .formatted(p.columnNumber(), p.column())
              : "label %s is blank where the schema has '%s'"
                  .formatted(p.columnNumber(), p.expected());
      case InputProblem.UndividedHeader p ->
          "the header is one label, in which there is %s: is that the delimiter, and not %s?"
              .formatted(delimiter(p.found()), delimiter(p.delimiter()));
      case InputProblem.MisnamedEncoding p ->
          "the input is UTF-8, though it is read as %s: %s"
              .formatted(
                  p.encoding(),
                  p.isOfSchema()
                      ? "the schema names that encoding; correct it there, or use encoding=utf-8"
                      : "name no encoding");
      case InputProblem.DuplicateLabel p ->
          "label '%s' is used by columns %s and %s"
              .formatted(p.column(), p.firstNumber(), p.columnNumber());
      case InputProblem.TakenKey p ->
          "label %s, '%s', is already the output name of column '%s' goes out"
              .formatted(p.columnNumber(), p.column(), p.field());
      case InputProblem.MissingLabel p -> "the header has no label '%s'".formatted(p.column());
      case InputProblem.ExtraLabel p ->
          "label " + p.columnNumber() + ", '" + p.column() + "', is not in the schema";
      case InputProblem.MissingLookAlike p ->
          "the header has no label '%s', but label %s is '%s'%s"
              .formatted(
                  p.column(),
                  p.labelNumber(),
                  p.label(),
                  LookAlike.difference(p.label(), p.column()));
      case InputProblem.UnseenCharacter p ->
          "label %s, '%s', has at character %s U+%04X %s, which can't be seen"
              .formatted(
                  p.columnNumber(),
                  p.column(),
                  p.at(),
                  p.character(),
                  Character.getName(p.character()));
      case InputProblem.LookAlikeLabel p ->
          "label %s, '%s', is not in the schema, which has '%s'%s"
              .formatted(
                  p.columnNumber(),
                  p.column(),
                  p.field(),
                  LookAlike.difference(p.column(), p.field()));
      case InputProblem.IncorrectLabel p ->
          "label %s is '%s' where the schema has '%s'%s"
              .formatted(
                  p.columnNumber(),
                  p.column(),
                  p.expected(),
                  LookAlike.difference(p.column(), p.expected()));
      case InputProblem.ReservedColumn p ->
          "a column can't be called '"
              + p.column()
              + "': that name is reserved for lines that aren't rows";
      case InputProblem.PositionColumn p ->
          "with positions=true no column can be called '"
              + p.column()
              + "': each row has the position of its record under that key";
    };
  }

  private static String ofInput(InputProblem problem) {
    return switch (problem) {
      case InputProblem.HeaderProblem header -> ofHeader(header);
      case InputProblem.RequestProblem request -> ofRequest(request);
      case InputProblem.SurplusCell p ->
          ("all %s records have an empty cell %s, after the last column: if each line"
                  + " ends with a delimiter, let the header end with one too")
              .formatted(p.records(), p.columnNumber());
      case InputProblem.UnnamedEncoding p ->
          "the text isn't UTF-8"
              + (p.isOfSchema() ? ", though the schema says so" : "")
              + ifIts(p.encoding())
              + (p.isOfSchema() ? ", or correct the schema's 'encoding'" : "");
      case InputProblem.UnusedProperty p ->
          p.pointer()
              + (p.place() == null
                  ? ": no dialect has such a property, so it has no effect"
                  : ": it has no effect here; it belongs in " + p.place())
              + (p.option() == null
                  ? ""
                  : "; it is an option of the run, '" + p.option() + "', and only that one counts");
      case InputProblem.FooterTooLong p ->
          "the last %s lines, which skipFooter leaves out, are longer than %s bytes"
              .formatted(p.lines(), p.limit());
      case InputProblem.SkippedRecords p ->
          p.lines() == 1
              ? "line %s, which skipFooter leaves out, would be a valid record: skipFooter=0 keeps it"
                  .formatted(p.line())
              : ("%s lines that skipFooter leaves out, the first is line %s, would be valid"
                      + " records: skipFooter=0 keeps them")
                  .formatted(p.lines(), p.line());
      case InputProblem.TooManyErrors p ->
          "%s of %s records rejected: more than %s=%s"
              .formatted(p.rejected(), p.read(), p.option(), p.limit());
      case InputProblem.RecordRejected p ->
          "record %s is rejected, and errors=fail ends the run there".formatted(p.record());
      case InputProblem.UploadTooLarge p ->
          "the input is longer than %s bytes".formatted(p.limit());
      case InputProblem.ReadFailed p -> "the input ended unexpectedly: %s".formatted(p.reason());
      case InputProblem.InputChanged p ->
          "the file became shorter while it was read: %s bytes at the start, %s at the end, %s read"
              .formatted(p.atStart(), p.atEnd(), p.read());
      case InputProblem.PartChanged _ -> "the file has changed since it was split; split it again";
      case InputProblem.PartMisfit p ->
          ("the file has other content than when it was split: no record ends at byte %s; split it"
                  + " again")
              .formatted(p.end());
      case InputProblem.UploadTooSlow p ->
          "the upload is slower than %s bytes a second".formatted(p.limit());
      case InputProblem.TimeUp p ->
          "the request has taken %s ms, the longest time allowed".formatted(p.limit());
      case InputProblem.UploadStalled _ ->
          "the upload stopped after the response had started; behind a proxy that forwards"
              + " one way at a time, ask for respond=after-upload"
              + " or start rowgate serve with --respond after-upload";
      case InputProblem.SpoolFull p ->
          "the output can't be stored until the client reads it: %s".formatted(p.reason());
      case InputProblem.InputSpoolFull p ->
          "a foreign key requires a second pass over the input, which can't be stored: %s"
              .formatted(p.reason());
      case InputProblem.StorageFailed p ->
          "the disk for temporary data failed: %s".formatted(p.reason());
      case InputProblem.BadCompression p ->
          "the %s input can't be read: %s".formatted(p.format(), p.reason());
      case InputProblem.InflateRatio p ->
          "the input inflates to more than %s times its size: allow more by max-inflate-ratio"
              .formatted(p.limit());
      case InputProblem.UniquenessBudget p ->
          ("there is no more memory for keys after the first %s:"
                  + " allow more by max-key-memory or max-key-spool-bytes")
              .formatted(p.keys());
      case InputProblem.BadReference p -> ofReference(p);
      case InputProblem.MissingReference p ->
          "a foreign key refers to '%s', and no reference of that name is given"
              .formatted(p.name());
      case InputProblem.UnknownReference p ->
          "no foreign key refers to the reference '%s'%s%s"
              .formatted(p.name(), allowed(p.known()), suggestion(p.suggestion()));
      case InputProblem.UnknownOption p ->
          "there is no option '%s'%s%s"
              .formatted(p.name(), allowed(p.allowed()), suggestion(p.suggestion()));
      case InputProblem.BadOption p ->
          "option '%s' is %s; it takes %s%s"
              .formatted(p.name(), p.value(), p.expected(), suggestion(p.suggestion()));
      case InputProblem.NotCsv p ->
          "this looks like " + p.looksLike() + ", not like CSV; " + p.mend();
      case InputProblem.EncodingByMark p ->
          "the input is read as " + p.encoding() + ", by its byte order mark";
      case InputProblem.SepLine p ->
          "the first line, 'sep=%s', is left out%s"
              .formatted(
                  p.sep(),
                  p.sep().equals(p.delimiter())
                      ? "; " + delimiter(p.sep()) + " is the delimiter"
                      : "; the delimiter is " + delimiter(p.delimiter()) + " all the same");
      case InputProblem.TooBusy _ -> "too many requests are running; send the request again later";
      case InputProblem.Unavailable _ -> "the service is shutting down; send the request again";
      case InputProblem.InternalError _ ->
          "the run ended because of a defect in Rowgate; the log has details";
    };
  }

  private static String ofRequest(InputProblem.RequestProblem problem) {
    return switch (problem) {
      case InputProblem.NewlinesLost _ ->
          "the body has no line end: curl -d drops them; send the file with --data-binary @FILE";
      case InputProblem.FormField p ->
          ("the body is the field '%s' of a form, not the CSV itself; send the file with"
                  + " curl --data-binary @FILE, or as a part with curl -F file=@FILE")
              .formatted(p.name());
      case InputProblem.UnknownSchema p ->
          "there is no schema '%s'%s%s"
              .formatted(p.name(), allowed(p.known(), p.others()), suggestion(p.suggestion()));
      case InputProblem.BadMultipart p -> "the multipart body can't be used: " + p.reason();
      case InputProblem.UnknownPart p ->
          "the multipart body has parts that aren't read: '%s'%s%s"
              .formatted(
                  String.join("', '", p.names()),
                  p.others() == 0 ? "" : " and " + p.others() + " more",
                  allowed(p.known()));
      case InputProblem.Unauthorized p ->
          p.given()
              ? "the API key is not valid; it is sent as 'Authorization: Bearer KEY'"
              : "an API key is required; send it as 'Authorization: Bearer KEY'";
      case InputProblem.CrossSite p ->
          ("a page of another site (%s) must not send this request;"
                  + " start rowgate serve with --cors-origin to let it")
              .formatted(p.origin() == null ? "by its Sec-Fetch-Site" : p.origin());
      case InputProblem.UnknownHost p ->
          ("the host %s is not served here; use localhost or an address,"
                  + " or start rowgate serve with --allowed-host")
              .formatted(p.host());
      case InputProblem.UnknownRoute p ->
          p.suggestion() != null && !p.suggestion().startsWith("/v1")
              ? "there is no resource at %s: did you mean '%s'?".formatted(p.path(), p.suggestion())
              : ("there is no resource at %s: paths begin with /v1, and curl -T adds the file's"
                      + " name to one that ends with a slash%s")
                  .formatted(p.path(), suggestion(p.suggestion()));
      case InputProblem.MethodNotAllowed p ->
          "%s is not allowed here%s".formatted(p.method(), allowed(p.allowed()));
      case InputProblem.NotAcceptable p ->
          "no available format matches %s: %s; leave that header out, or send %s: %s%s"
              .formatted(
                  p.header(),
                  p.given(),
                  p.header(),
                  p.available().getFirst(),
                  allowed(p.available()));
      case InputProblem.UnsupportedMediaType p ->
          "'%s' is not supported here; send %s".formatted(p.given(), p.expected());
      case InputProblem.BadRequest p -> "the request can't be read: %s".formatted(p.reason());
      case InputProblem.HeadersTooLarge p ->
          "the request's headers, chunk extensions and trailers are longer than %s bytes"
              .formatted(p.limit());
      case InputProblem.RequestTimeout p ->
          "the request's headers did not arrive within %s ms".formatted(p.limit());
    };
  }

  private static String ofReference(InputProblem.BadReference p) {
    String cause =
        p.cause() instanceof InputProblem.ReadFailed failed
            ? "it can't be read: " + failed.reason()
            : of(p.cause());
    return p.line() == 0
        ? "the reference '%s': %s".formatted(p.name(), cause)
        : "the reference '%s', line %s: %s".formatted(p.name(), p.line(), cause);
  }

  private static String ifIts(String encoding) {
    return "; if it is in another encoding, such as %s, name it: encoding=%s"
        .formatted(encoding, encoding);
  }

  private static String delimiter(String text) {
    return text.equals("\t") ? "a tab" : "'" + text + "'";
  }

  static String list(List<String> names, int others) {
    return String.join(", ", names) + (others == 0 ? "" : " and " + others + " more");
  }

  /// Names the columns of a key if there are several; a single one is the problem's column.
  private static String under(RowProblem.OfKey problem) {
    return problem.columns().size() == 1 ? "" : " under " + names(problem.columns());
  }

  private static String names(List<String> labels) {
    return "'" + String.join("', '", labels) + "'";
  }

  private static String withArticle(String type) {
    return ("aeiou".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
  }

  static String suggestion(@Nullable String name) {
    return name == null ? "" : "; did you mean '" + name + "'?";
  }

  static String allowed(List<String> names) {
    return allowed(names, 0);
  }

  static String allowed(List<String> names, int others) {
    return names.isEmpty() ? "" : "; there are: " + list(names, others);
  }
}
