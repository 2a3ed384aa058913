package dev.rowgate.schema.json;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Where a value stands in a JSON document. The pointer is made only when it is asked for: made for
/// every value, the pointers of a small document with long names could fill the memory.
///
/// @param parent null for the document itself
/// @param step the name or the index that leads here from the parent
/// @param order how many values start before this one
public record Place(@Nullable Place parent, Object step, int order) {

  /// The place as a JSON pointer (RFC 6901).
  public String pointer() {
    var steps = new ArrayDeque<String>();
    Place place = this;
    for (Place above = place.parent; above != null; above = place.parent) {
      steps.push(place.step.toString().replace("~", "~0").replace("/", "~1"));
      place = above;
    }
    var pointer = new StringBuilder();
    for (String step : steps) {
      pointer.append('/').append(step);
    }
    return pointer.toString();
  }
}
