package dev.rowgate.schema.json;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Location of a value in a JSON document. The JSON pointer is built on demand: stored for every
/// value, the pointers of a small document with long names could exhaust memory.
///
/// @param parent null for the root
/// @param step the member name or array index under the parent
/// @param order the number of values that start before this one
public record Place(@Nullable Place parent, Object step, int order) {

  /// The JSON pointer (RFC 6901).
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
