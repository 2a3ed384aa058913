package dev.rowgate.schema.json;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Location of a value in a JSON document. The JSON pointer is built on demand: stored for every
/// value, the pointers of a small document with long names could exhaust memory. A document has
/// many values, so an instance takes 24 bytes, without an object for the index.
///
/// @param parent null for the root
/// @param name of the member; null for an item of an array and for the root
/// @param index of the item, from 0; -1 for a member
/// @param order the number of values that start before this one
public record Place(@Nullable Place parent, @Nullable String name, int index, int order) {

  static final Place ROOT = new Place(null, null, -1, 0);

  Place ofMember(String member, int place) {
    return new Place(this, member, -1, place);
  }

  Place ofItem(int item, int place) {
    return new Place(this, null, item, place);
  }

  /// The JSON pointer (RFC 6901).
  public String pointer() {
    var steps = new ArrayDeque<String>();
    Place place = this;
    for (Place above = place.parent; above != null; above = place.parent) {
      steps.push(
          place.name == null
              ? Integer.toString(place.index)
              : place.name.replace("~", "~0").replace("/", "~1"));
      place = above;
    }
    var pointer = new StringBuilder();
    for (String step : steps) {
      pointer.append('/').append(step);
    }
    return pointer.toString();
  }
}
