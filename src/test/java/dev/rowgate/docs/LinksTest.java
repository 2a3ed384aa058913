package dev.rowgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tests that every link within the repository leads to an existing file and heading.
class LinksTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");

  /// A page of GitHub, relative to a repository's files, which are in `blob/main`.
  private static final Path REPORT = Path.of("../../security/advisories/new");

  @Test
  void every_relative_link_leads_somewhere() {
    var broken = new ArrayList<String>();
    int links = 0;
    for (Markdown page : Markdown.all()) {
      for (MatchResult link : links(page)) {
        if (link.group(1).matches("[a-z]+:.*")) {
          continue;
        }
        links++;
        if (!leadsSomewhere(page, link.group(1), link.group(2))) {
          broken.add(page.path() + ": " + link.group());
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isPositive();
  }

  private static List<MatchResult> links(Markdown page) {
    return LINK.matcher(String.join("\n", page.lines())).results().toList();
  }

  private static boolean leadsSomewhere(Markdown page, String file, String anchor) {
    Path target = file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
    if (target.startsWith("..")) {
      return target.equals(REPORT);
    }
    return Files.exists(target)
        && (anchor == null || Markdown.read(target.toString()).anchors().contains(anchor));
  }
}
