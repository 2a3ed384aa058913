package dev.rowgate.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowgate.dist.Tool;
import dev.rowgate.docs.Markdown;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the library's jar as a program uses it: with the libraries that `java.md` lists, and no
/// others.
class CoreJarIT {

  private static final Markdown PAGE = Markdown.read("src/docs/java.md");
  private static final Path CORE =
      Path.of("target/rowgate-" + System.getProperty("rowgate.version") + "-core.jar");

  @TempDir Path dir;

  /// The jar and the libraries that the page lists.
  private static String path() {
    return Stream.concat(
            Stream.of(CORE.toAbsolutePath().toString()),
            PAGE.table("library").stream().map(row -> library(row.getFirst().replace("`", ""))))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String library(String name) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> Path.of(jar).getFileName().toString().matches(name + "-\\d.*\\.jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " on the class path"));
  }

  private static String block(String language) {
    return PAGE.blocks().stream()
        .filter(block -> block.language().equals(language))
        .map(Markdown.Block::text)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_example_of_the_page_prints_what_the_page_says() throws IOException {
    Path example = Files.writeString(dir.resolve("Example.java"), block("java"));

    assertThat(Tool.jdk("java").run("-cp", path(), example.toString()).good())
        .isEqualTo(block("text"));
  }

  @Test
  void it_is_a_module_that_a_module_can_use() throws IOException {
    Path module = module(block("java"));
    Path classes = dir.resolve("classes");
    Tool.jdk("javac")
        .run(
            "-p",
            path(),
            "-d",
            classes.toString(),
            module.resolve("module-info.java").toString(),
            module.resolve("example/Example.java").toString())
        .good();

    assertThat(
            Tool.jdk("java")
                .run("-p", path() + File.pathSeparator + classes, "-m", "example/example.Example")
                .good())
        .isEqualTo(block("text"));
  }

  @Test
  void a_module_can_use_nothing_but_its_package() throws IOException {
    Path module = module("public class Example { dev.rowgate.pipeline.Conversion engine; }");
    Tool.Ran ran =
        Tool.jdk("javac")
            .run(
                "-p",
                path(),
                "-d",
                dir.resolve("classes").toString(),
                module.resolve("module-info.java").toString(),
                module.resolve("example/Example.java").toString());

    assertThat(ran.exit()).isNotZero();
    assertThat(ran.output()).contains("package dev.rowgate.pipeline is not visible");
  }

  private Path module(String program) throws IOException {
    Path module = Files.createDirectories(dir.resolve("module"));
    Files.createDirectories(module.resolve("example"));
    Files.writeString(
        module.resolve("module-info.java"), "module example { requires dev.rowgate; }");
    Files.writeString(module.resolve("example/Example.java"), "package example;\n" + program);
    return module;
  }

  @Test
  void nothing_is_missing_in_it_and_the_front_ends_are_not_there() throws IOException {
    List<String> names;
    try (var jar = new JarFile(CORE.toFile())) {
      names = jar.stream().map(entry -> entry.getName()).toList();
    }

    assertThat(names)
        .contains("dev/rowgate/Rowgate.class", "META-INF/LICENSE")
        .noneMatch(name -> name.matches("dev/rowgate/(http|infer|cli/[A-Z]|cli/screen|Main).*"));
    assertThat(
            Tool.jdk("jdeps")
                .run(
                    "--multi-release",
                    "25",
                    "--missing-deps",
                    "--module-path",
                    path(),
                    CORE.toString())
                .output()
                .lines()
                // jdeps passes over what is only needed to compile.
                .filter(line -> line.contains("dev.rowgate.") && !line.contains("org.jspecify.")))
        .isEmpty();
  }

  @Test
  void a_schema_with_everything_works_with_these_libraries(@TempDir Path files) throws IOException {
    Files.writeString(
        files.resolve("schema.json"),
        """
        {"primaryKey":"id","fields":[
          {"name":"id","type":"string","constraints":{"pattern":"[a-z]+"}},
          {"name":"o","type":"object","constraints":{"jsonSchema":{"required":["a"]}}}]}
        """);
    Files.writeString(files.resolve("in.csv"), "id,o\na,\"{\"\"a\"\":1}\"\nb,{}\na,\n");
    Path program =
        Files.writeString(
            files.resolve("All.java"),
            """
            import dev.rowgate.*;
            import java.nio.file.Path;
            public class All {
              public static void main(String[] args) throws Exception {
                Rowgate rowgate = Rowgate.withSchema(Path.of(args[0]));
                try (Entries entries = rowgate.read(Path.of(args[1]))) {
                  entries.forEach(entry -> System.out.println("> " + entry.json()));
                  System.out.println("> " + entries.summary().json());
                }
              }
            }
            """);
    String output =
        Tool.jdk("java")
            .run(
                "-cp",
                path(),
                program.toString(),
                files.resolve("schema.json").toString(),
                files.resolve("in.csv").toString())
            .good();

    assertThat(output.lines().filter(line -> line.startsWith("> ")))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("> {\"id\":\"a\",\"o\":{\"a\":1}}"),
            reject -> assertThat(reject).contains("jsonSchema"),
            reject -> assertThat(reject).contains("primary-key"),
            summary -> assertThat(summary).startsWith("> {\"_summary\":{\"complete\":true,"));
  }

  @Test
  void the_documentation_is_of_the_public_classes() throws IOException {
    Path javadoc = Path.of(CORE.toString().replace("-core.jar", "-javadoc.jar"));
    try (var jar = new JarFile(javadoc.toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .contains("dev/rowgate/Rowgate.html")
          .noneMatch(name -> name.contains("EntryWriter") || name.contains("Main.html"));
    }
  }
}
