package dev.rowgate.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One page of the documentation, parsed as far as the tests need.
///
/// @param lines outside of fenced blocks
/// @param blocks the fenced blocks, in the order of the page
public record Markdown(Path path, List<String> lines, List<Block> blocks) {

  /// @param language after the fence; may be empty
  /// @param text with a line end after each line
  public record Block(String language, String text) {}

  private static final String FENCE = "```";
  private static final Pattern CELL_BOUNDARY = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N}_ -]");

  /// @param path from the root of the repository
  public static Markdown read(String path) {
    return read(Path.of(path));
  }

  /// The README and all pages in `src/docs`, `nginx` and `.github`.
  static List<Markdown> all() {
    try (Stream<Path> docs = Files.walk(Path.of("src/docs"));
        Stream<Path> nginx = Files.walk(Path.of("nginx"));
        Stream<Path> github = Files.walk(Path.of(".github"))) {
      return Stream.of(Stream.of(Path.of("README.md")), docs.sorted(), nginx, github)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().endsWith(".md"))
          .map(Markdown::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Markdown read(Path path) {
    var lines = new ArrayList<String>();
    var blocks = new ArrayList<Block>();
    StringBuilder block = null;
    String language = "";
    for (String line : linesOf(path)) {
      if (line.strip().startsWith(FENCE)) {
        if (block == null) {
          block = new StringBuilder();
          language = line.strip().substring(FENCE.length());
        } else {
          blocks.add(new Block(language, block.toString()));
          block = null;
        }
      } else if (block != null) {
        block.append(line).append('\n');
      } else {
        lines.add(line);
      }
    }
    return new Markdown(path, List.copyOf(lines), List.copyOf(blocks));
  }

  private static List<String> linesOf(Path path) {
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The texts of the blocks in a language.
  List<String> blocks(String language) {
    return blocks.stream().filter(b -> b.language.equals(language)).map(Block::text).toList();
  }

  /// The cells of the table whose first heading is `heading`, without the headings.
  public List<List<String>> table(String heading) {
    return lines.stream()
        .dropWhile(line -> !line.startsWith("| " + heading + " |"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(Markdown::cells)
        .toList();
  }

  private static List<String> cells(String row) {
    return CELL_BOUNDARY
        .splitAsStream(row.substring(1, row.lastIndexOf('|')))
        .map(String::strip)
        .toList();
  }

  /// The headings of one level, without their marks.
  public List<String> headings(int level) {
    String mark = "#".repeat(level) + " ";
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .toList();
  }

  /// The anchors that a link can use after `#`.
  List<String> anchors() {
    return lines.stream()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> NOT_IN_ANCHORS.matcher(line).replaceAll("").replace(' ', '-'))
        .toList();
  }
}
