import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.json.JsonFactory;

/// A peer for the side-by-side runs: as PlainLoop, with FastCSV to read.
///
/// Arguments: the CSV file, the output file.
public final class FastCsvLoop {

  public static void main(String[] args) throws Exception {
    JsonFactory factory =
        JsonFactory.builder().rootValueSeparator((SerializableString) null).build();
    long rejected = 0;
    try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(Path.of(args[0]));
        JsonGenerator json =
            factory.createGenerator(ObjectWriteContext.empty(), new FileOutputStream(args[1]))) {
      Iterator<CsvRecord> each = records.iterator();
      List<String> names = List.copyOf(each.next().getFields());
      while (each.hasNext()) {
        CsvRecord record = each.next();
        if (!PlainLoop.isUnsigned32(record.getField(1))) {
          rejected++;
          continue;
        }
        json.writeStartObject();
        json.writeStringProperty(names.get(0), record.getField(0));
        json.writeNumberProperty(names.get(1), Long.parseLong(record.getField(1)));
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
    System.err.println(rejected + " rejected");
  }
}
