package dev.rowgate.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one place where a problem's data becomes a sentence.
final class Messages {

  private Messages() {}

  static String of(Problem problem) {
    return switch (problem) {
      case RowProblem row -> ofRow(row);
      case InputProblem input -> ofInput(input);
      case SchemaProblem schema -> ofSchema(schema);
    };
  }

  private static String ofRow(RowProblem problem) {
    return switch (problem) {
      case RowProblem.TypeError p -> p.value() + " is not " + withArticle(p.expected());
      case RowProblem.ConstraintError p -> ofConstraint(p);
      case RowProblem.MissingCell p -> "the record has no cell for column '" + p.column() + "'";
      case RowProblem.ExtraCell p ->
          "cell " + p.columnNumber() + " (" + p.value() + ") is behind the last column";
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
          "the quote that opens cell "
              + p.columnNumber()
              + (p.limit() == 0
                  ? " has no end"
                  : " is not closed within the " + p.limit() + " bytes that a record may have");
      case RowProblem.StrayQuote p ->
          "cell "
              + p.columnNumber()
              + " has a quote where none can stand; double a quote inside a quoted cell";
      case RowProblem.InvalidEncoding p ->
          "cell " + p.columnNumber() + " has bytes that are not " + p.encoding();
      case RowProblem.RecordTooLarge p -> "the record is longer than " + p.limit() + " bytes";
      case RowProblem.CellTooLarge p ->
          "cell " + p.columnNumber() + " is longer than " + p.limit() + " bytes";
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

  private static String ofInput(InputProblem problem) {
    return switch (problem) {
      case InputProblem.EmptyInput _ -> "the input has no header line";
      case InputProblem.BrokenHeader p ->
          "the header on line "
              + p.line()
              + ": "
              + of(p.cause())
              + (p.cause() instanceof RowProblem.InvalidEncoding(String encoding, _, _)
                      && encoding.equals("UTF-8")
                  ? ifIts("windows-1252")
                  : "");
      case InputProblem.LeftOutLineTooLong p ->
          "line " + p.line() + ", which is left out, is longer than " + p.limit() + " bytes";
      case InputProblem.HeadTooLong p ->
          "comments, blank lines and rows left out before the header are longer than "
              + p.limit()
              + " bytes";
      case InputProblem.BlankHeader _ -> "all labels of the header are blank";
      case InputProblem.BlankLabel p ->
          "label " + p.columnNumber() + " is blank; the column goes out as '" + p.column() + "'";
      case InputProblem.BlankLabelNotFitting p ->
          "label "
              + p.columnNumber()
              + " is blank"
              + (p.expected() == null
                  ? ", and the schema has no field '" + p.column() + "'"
                  : " where the schema has '" + p.expected() + "'");
      case InputProblem.UndividedHeader p ->
          "the header is one label, in which there is "
              + delimiter(p.found())
              + ": is that the delimiter, and not "
              + delimiter(p.delimiter())
              + "?";
      case InputProblem.DuplicateLabel p ->
          "label '"
              + p.column()
              + "' stands at columns "
              + p.firstNumber()
              + " and "
              + p.columnNumber();
      case InputProblem.TakenKey p ->
          "label "
              + p.columnNumber()
              + ", '"
              + p.column()
              + "', is the name under which column '"
              + p.field()
              + "' goes out";
      case InputProblem.MissingLabel p -> "the header has no label '" + p.column() + "'";
      case InputProblem.ExtraLabel p ->
          "label " + p.columnNumber() + ", '" + p.column() + "', is not in the schema";
      case InputProblem.LookAlikeLabel p ->
          "label "
              + p.columnNumber()
              + ", '"
              + p.column()
              + "', is not in the schema"
              + LookAlike.difference(p.column(), p.field());
      case InputProblem.IncorrectLabel p ->
          "label "
              + p.columnNumber()
              + " is '"
              + p.column()
              + "' where the schema has '"
              + p.expected()
              + "'"
              + LookAlike.difference(p.column(), p.expected());
      case InputProblem.ReservedColumn p ->
          "a column can't be called '"
              + p.column()
              + "': that key marks the lines that are no rows";
      case InputProblem.SurplusCell p ->
          "all "
              + p.records()
              + " records have an empty cell "
              + p.columnNumber()
              + ", behind the last column: if each line ends with a delimiter, let the header end"
              + " with one too";
      case InputProblem.UnnamedEncoding p -> "the text isn't UTF-8" + ifIts(p.encoding());
      case InputProblem.PositionColumn p ->
          "with positions=true no column can be called '"
              + p.column()
              + "': each row has the position of its record under that key";
      case InputProblem.TooManyErrors p ->
          p.rejected()
              + " of "
              + p.read()
              + " records rejected: more than "
              + p.option()
              + "="
              + p.limit();
      case InputProblem.RecordRejected p ->
          "record " + p.record() + " is rejected, and errors=fail ends the run there";
      case InputProblem.UploadTooLarge p -> "the input is longer than " + p.limit() + " bytes";
      case InputProblem.ReadFailed p -> "the input broke off: " + p.reason();
      case InputProblem.InputChanged p ->
          "the file became shorter while it was read: "
              + p.atStart()
              + " bytes at the start, "
              + p.atEnd()
              + " at the end, "
              + p.read()
              + " read";
      case InputProblem.UploadTooSlow p ->
          "the upload comes at less than " + p.limit() + " bytes a second";
      case InputProblem.TimeUp p ->
          "the request has taken " + p.limit() + " ms, and may take no longer";
      case InputProblem.UploadStalled _ ->
          "nothing more of the upload came once the answer had begun; behind a proxy that forwards"
              + " one way at a time, ask for respond=after-upload"
              + " or start rowgate serve with --respond after-upload";
      case InputProblem.SpoolFull p -> "the answer can't wait for its client: " + p.reason();
      case InputProblem.InputSpoolFull p ->
          "a foreign key asks to read the input twice, and it can't be kept: " + p.reason();
      case InputProblem.StorageFailed p -> "the disk for temporary data failed: " + p.reason();
      case InputProblem.BadCompression p ->
          "the " + p.format() + " input can't be read: " + p.reason();
      case InputProblem.InflateRatio p ->
          "the input inflates to more than " + p.limit() + " times its size";
      case InputProblem.UniquenessBudget p ->
          "there is no more room for keys behind the first "
              + p.keys()
              + ": allow more by max-key-memory or max-key-spool-bytes";
      case InputProblem.BadReference p ->
          "the reference '"
              + p.name()
              + "'"
              + (p.line() == 0 ? "" : ", line " + p.line())
              + ": "
              + (p.cause() instanceof InputProblem.ReadFailed failed
                  ? "it can't be read: " + failed.reason()
                  : of(p.cause()));
      case InputProblem.MissingReference p ->
          "a foreign key leads to '" + p.name() + "', and no reference of that name is given";
      case InputProblem.UnknownReference p ->
          "no foreign key leads to the reference '"
              + p.name()
              + "'"
              + allowed(p.known())
              + suggestion(p.suggestion());
      case InputProblem.UnknownOption p ->
          "there is no option '"
              + p.name()
              + "'"
              + allowed(p.allowed())
              + suggestion(p.suggestion());
      case InputProblem.BadOption p ->
          "option '"
              + p.name()
              + "' is "
              + p.value()
              + "; it takes "
              + p.expected()
              + suggestion(p.suggestion());
      case InputProblem.NotCsv p ->
          "this looks like " + p.looksLike() + ", not like CSV; " + p.mend();
      case InputProblem.EncodingByMark p ->
          "the input is read as " + p.encoding() + ", by its byte order mark";
      case InputProblem.SepLine p ->
          "the first line, 'sep="
              + p.sep()
              + "', is left out"
              + (p.sep().equals(p.delimiter())
                  ? "; " + delimiter(p.sep()) + " is the delimiter"
                  : "; the delimiter is " + delimiter(p.delimiter()) + " all the same");
      case InputProblem.NewlinesLost _ ->
          "the body has no line end: curl -d drops them; send the file with --data-binary @FILE";
      case InputProblem.FormField p ->
          "the body is the field '"
              + p.name()
              + "' of a form, not the CSV itself; send the file with curl --data-binary @FILE,"
              + " or as a part with curl -F file=@FILE";
      case InputProblem.UnknownSchema p ->
          "there is no schema '"
              + p.name()
              + "'"
              + allowed(p.known(), p.others())
              + suggestion(p.suggestion());
      case InputProblem.BadMultipart p -> "the multipart body can't be used: " + p.reason();
      case InputProblem.UnknownPart p ->
          "the multipart body has parts that aren't read: '"
              + String.join("', '", p.names())
              + "'"
              + (p.others() == 0 ? "" : " and " + p.others() + " more")
              + allowed(p.known());
      case InputProblem.Unauthorized p ->
          p.given()
              ? "the key is none that is known here"
              : "a key is needed; send it as 'Authorization: Bearer KEY'";
      case InputProblem.CrossSite p ->
          "a page of another site ("
              + (p.origin() == null ? "Sec-Fetch-Site: cross-site" : p.origin())
              + ") may not send this; start rowgate serve with --cors-origin to let it";
      case InputProblem.UnknownHost p ->
          "the host "
              + p.host()
              + " is not served here; ask for localhost or an address,"
              + " or start rowgate serve with --allowed-host";
      case InputProblem.UnknownRoute p -> "there is nothing at " + p.path();
      case InputProblem.MethodNotAllowed p ->
          p.method() + " is not allowed here" + allowed(p.allowed());
      case InputProblem.NotAcceptable p ->
          "no answer fits "
              + p.header()
              + ": "
              + p.given()
              + "; leave that header out, or send "
              + p.header()
              + ": "
              + p.available().getFirst()
              + allowed(p.available());
      case InputProblem.UnsupportedMediaType p ->
          "'" + p.given() + "' is not read here; send " + p.expected();
      case InputProblem.BadRequest p -> "the request can't be read: " + p.reason();
      case InputProblem.HeadersTooLarge p ->
          "the request's headers are longer than " + p.limit() + " bytes";
      case InputProblem.RequestTimeout p ->
          "the request's headers did not arrive within " + p.limit() + " ms";
      case InputProblem.TooBusy _ -> "as much runs as there is room for; send the request again";
      case InputProblem.Unavailable _ -> "the service is shutting down; send the request again";
      case InputProblem.InternalError _ ->
          "a defect of the program stopped the run; its log has more";
    };
  }

  private static String ifIts(String encoding) {
    return "; if it is in another encoding, such as %s, name it: encoding=%s"
        .formatted(encoding, encoding);
  }

  private static String delimiter(String text) {
    return text.equals("\t") ? "a tab" : "'" + text + "'";
  }

  static String instead(SchemaProblem problem) {
    return switch (problem) {
      case SchemaProblem.NotJson p ->
          "JSON; mend what stands at line " + p.line() + " column " + p.columnInLine();
      case SchemaProblem.TooLarge p -> "at most " + p.limit() + " bytes";
      case SchemaProblem.Unreadable _ -> "a readable file of its own";
      case SchemaProblem.MissingProperty p -> "\"" + p.property() + "\": … in this object";
      case SchemaProblem.WrongValue p -> p.expected();
      case SchemaProblem.UnknownName p ->
          p.suggestion() == null ? oneOf(p.allowed(), p.others()) : "'" + p.suggestion() + "'";
      case SchemaProblem.DuplicateField _ -> "a name that no other field has";
      case SchemaProblem.ReservedField p ->
          "another name, such as '" + p.column().substring(1) + "'";
      case SchemaProblem.ConstraintNotOnType p -> oneOf(p.allowed(), 0);
      case SchemaProblem.BadPattern p -> p.instead();
      case SchemaProblem.NotSupported _ -> "nothing: leave it out";
    };
  }

  private static String oneOf(List<String> allowed, int others) {
    return allowed.isEmpty() ? "nothing: leave it out" : "one of " + list(allowed, others);
  }

  private static String list(List<String> names, int others) {
    return String.join(", ", names) + (others == 0 ? "" : " and " + others + " more");
  }

  private static String ofSchema(SchemaProblem problem) {
    String where = problem.pointer().isEmpty() ? "the schema" : problem.pointer();
    return switch (problem) {
      case SchemaProblem.NotJson p ->
          "the schema is not JSON, line "
              + p.line()
              + " column "
              + p.columnInLine()
              + ": "
              + p.reason();
      case SchemaProblem.TooLarge p -> "the schema is longer than " + p.limit() + " bytes";
      case SchemaProblem.Unreadable p -> "the schema can't be read: " + p.reason();
      case SchemaProblem.MissingProperty p -> where + " has no property '" + p.property() + "'";
      case SchemaProblem.WrongValue p -> where + " is " + p.value() + "; it takes " + p.expected();
      case SchemaProblem.UnknownName p ->
          where
              + ": there is no "
              + p.kind()
              + " "
              + p.value()
              + allowed(p.allowed(), p.others())
              + suggestion(p.suggestion());
      case SchemaProblem.DuplicateField p ->
          where + ": the name '" + p.column() + "' is taken by " + p.firstPointer();
      case SchemaProblem.ReservedField p ->
          where
              + ": a field can't be called '"
              + p.column()
              + "': that key marks the lines that are no rows";
      case SchemaProblem.ConstraintNotOnType p ->
          where
              + ": type "
              + p.type()
              + " has no constraint '"
              + p.constraint()
              + "'"
              + allowed(p.allowed());
      case SchemaProblem.BadPattern p ->
          where + ": pattern " + p.value() + " can't be used: " + p.reason();
      case SchemaProblem.NotSupported p ->
          where + ": " + p.what() + " is not supported by this version";
    };
  }

  /// What a key of several columns consists of; a single one is the problem's column.
  private static String under(RowProblem.OfKey problem) {
    return problem.columns().size() == 1 ? "" : " under " + names(problem.columns());
  }

  private static String names(List<String> labels) {
    return "'" + String.join("', '", labels) + "'";
  }

  private static String withArticle(String type) {
    return ("aeiou".indexOf(type.charAt(0)) >= 0 ? "an " : "a ") + type;
  }

  private static String suggestion(@Nullable String name) {
    return name == null ? "" : "; did you mean '" + name + "'?";
  }

  private static String allowed(List<String> names) {
    return allowed(names, 0);
  }

  private static String allowed(List<String> names, int others) {
    return names.isEmpty() ? "" : "; there are: " + list(names, others);
  }
}
