import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.json.JsonFactory;

/// A peer for the side-by-side runs: the loop that one would write first, with the same two
/// libraries. Column `age` is checked as an integer from 0 to 4294967295; a row that isn't good is
/// counted and left out. It has no positions, no recovery and no bound on memory.
///
/// Arguments: the CSV file, the output file.
public final class PlainLoop {

  public static void main(String[] args) throws Exception {
    JsonFactory factory =
        JsonFactory.builder().rootValueSeparator((SerializableString) null).build();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    long rejected = 0;
    try (var in = new BufferedReader(new FileReader(args[0], UTF_8), 64 << 10);
        var parser = format.parse(in);
        JsonGenerator json =
            factory.createGenerator(ObjectWriteContext.empty(), new FileOutputStream(args[1]))) {
      List<String> names = parser.getHeaderNames();
      for (CSVRecord record : parser) {
        if (!isUnsigned32(record.get(1))) {
          rejected++;
          continue;
        }
        json.writeStartObject();
        json.writeStringProperty(names.get(0), record.get(0));
        json.writeNumberProperty(names.get(1), Long.parseLong(record.get(1)));
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
    System.err.println(rejected + " rejected");
  }

  static boolean isUnsigned32(String text) {
    try {
      long value = Long.parseLong(text);
      return value >= 0 && value <= 0xFFFF_FFFFL;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
