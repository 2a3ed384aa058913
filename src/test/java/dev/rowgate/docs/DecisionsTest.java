package dev.rowgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tests that each decision has a unique number, a date and a status.
class DecisionsTest {

  private static final List<String> LINES = Markdown.read("src/docs/decisions.md").lines();
  private static final LocalDate FIRST = LocalDate.parse("2026-11-24");
  private static final Pattern HEADING = Pattern.compile("### (\\d+)\\. \\S.*");
  private static final Pattern STATUS =
      Pattern.compile("\\*(\\d{4}-\\d\\d-\\d\\d) · (?:accepted|superseded by (\\d+))\\*");

  /// The line with date and status of each decision.
  private static Map<String, String> statuses() {
    var statuses = new HashMap<String, String>();
    for (int i = 0; i < LINES.size(); i++) {
      if (LINES.get(i).startsWith("### ")) {
        Matcher heading = HEADING.matcher(LINES.get(i));
        assertThat(heading.matches()).as(LINES.get(i)).isTrue();
        assertThat(statuses.put(heading.group(1), LINES.get(i + 2)))
            .as("another decision with the number of: %s", LINES.get(i))
            .isNull();
      }
    }
    return statuses;
  }

  @Test
  void each_has_a_date_and_a_status() {
    Map<String, String> statuses = statuses();

    assertThat(statuses).hasSizeGreaterThan(100);
    statuses.forEach((number, line) -> {
      Matcher status = STATUS.matcher(line);
      assertThat(status.matches())
          .as("decision %s begins with a line such as *2026-11-29 · accepted*", number)
          .isTrue();
      assertThat(LocalDate.parse(status.group(1))).isAfterOrEqualTo(FIRST);
      if (status.group(2) != null) {
        assertThat(statuses).containsKey(status.group(2));
      }
    });
  }
}
