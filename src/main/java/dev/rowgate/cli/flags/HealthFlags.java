package dev.rowgate.cli.flags;

import dev.rowgate.cli.settings.Environment;
import dev.rowgate.cli.settings.Given;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The arguments of `rowgate health`.
public record HealthFlags(Environment environment) implements CommandFlags {

  private static final String DEFAULT_PORT = "8080";
  private static final int MAX_PORT = 65_535;

  /// Of a URL without a port, from [URI#getPort].
  private static final int NO_PORT = -1;

  /// A port where no URL begins: `--port 8080`, `localhost:8080`, `8080`.
  private static final Pattern PORT =
      Pattern.compile("^(?:-p ?|--port[= ]|[\\w.-]*:)?(\\d{1,5})(?:/|$)");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandFlags.named(
            "health",
            "Asks a rowgate on this machine whether it takes work: exit code 0 if it does, else 4.",
            "rowgate health [URL]",
            "  rowgate health",
            "  rowgate health http://127.0.0.1:8080/livez");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("URL")
            .hideParamSyntax(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .index("0..*")
            .arity("0..*")
            .description(
                "What to ask. Default: http://127.0.0.1:8080/readyz, or the port of ROWGATE_PORT.")
            .build());
    return spec.addOption(CommandFlags.help());
  }

  @Override
  public Arguments read(FlagValues values) {
    List<String> urls = values.positional();
    if (urls.size() > 1) {
      values.complain("health takes one URL, not '" + String.join("' and '", urls) + "'");
    }
    String text = urls.isEmpty() ? standard() : urls.getFirst();
    URI url = http(text);
    if (url == null) {
      values.complain("'" + text + "' is no URL that begins with http:// and names a host");
    } else if (url.getPort() != NO_PORT && !isPort(url.getPort())) {
      values.complain("'" + text + "' has a port that isn't one of 1 to " + MAX_PORT);
    }
    return new Arguments.Health(url == null ? URI.create("http://127.0.0.1/") : url);
  }

  @Override
  public String advice(List<String> args) {
    Matcher port = PORT.matcher(String.join(" ", args));
    return port.find() && isPort(Integer.parseInt(port.group(1)))
        ? "http://127.0.0.1:" + port.group(1) + "/readyz"
        : "--help";
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= MAX_PORT;
  }

  private String standard() {
    Given port = environment.find("port");
    return "http://127.0.0.1:" + (port == null ? DEFAULT_PORT : port.text()) + "/readyz";
  }

  private static @Nullable URI http(String text) {
    try {
      var url = new URI(text);
      return "http".equals(url.getScheme()) && url.getHost() != null ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
