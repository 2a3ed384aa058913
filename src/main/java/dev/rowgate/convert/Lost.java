package dev.rowgate.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Collector of the parts that a conversion can't carry over. Places with the same reason are
/// listed in one message, because all columns often have the same property.
final class Lost {

  private static final int MOST_PLACES = 3;

  private final Map<String, List<String>> places = new LinkedHashMap<>();

  /// @param place a JSON pointer into the document
  /// @param why the rest of a sentence that begins with the place: `has no place in a Table Schema`
  void add(String place, String why) {
    places.computeIfAbsent(why, _ -> new ArrayList<>()).add(place.isEmpty() ? "the whole" : place);
  }

  /// Reports a member of an object.
  void member(String place, String name, String why) {
    add(place(place, name), why);
  }

  /// Reports each member of an object that isn't among the converted ones.
  void others(String place, JsonNode object, Set<String> known) {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        member(place, name, "'" + name + "' has no equivalent in a Table Schema");
      }
    }
  }

  static String place(String object, String member) {
    return object + "/" + member.replace("~", "~0").replace("/", "~1");
  }

  List<String> sentences() {
    var sentences = new ArrayList<String>();
    places.forEach((why, all) -> {
      String first = String.join(", ", all.subList(0, Math.min(MOST_PLACES, all.size())));
      int more = all.size() - MOST_PLACES;
      sentences.add(first + (more > 0 ? " and " + more + " more" : "") + ": " + why);
    });
    return sentences;
  }
}
