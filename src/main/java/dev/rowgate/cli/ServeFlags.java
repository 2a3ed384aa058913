package dev.rowgate.cli;

import static dev.rowgate.cli.CommandFlags.flag;

import dev.rowgate.options.Limits;
import dev.rowgate.options.Respond;
import dev.rowgate.problem.Excerpt;
import dev.rowgate.problem.InputProblem;
import dev.rowgate.problem.Nearest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The flags of `rowgate serve`.
record ServeFlags() implements CommandFlags {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int DEFAULT_PORT = 8080;
  private static final int MAX_PORT = 65_535;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandFlags.named(
            "serve",
            "Does the same over HTTP, until it is told to stop.",
            "rowgate serve [OPTIONS]",
            "  rowgate serve --schemas /etc/rowgate/schemas",
            "  rowgate serve --host 0.0.0.0 --port 80",
            "  curl --data-binary @people.csv 'localhost:8080/v1/transform?schema=people'");
    spec.addOption(
        flag("NAME", "Address to listen on. Default: 127.0.0.1, this machine alone.", "--host"));
    spec.addOption(flag("N", "Port to listen on; 0 for any. Default: 8080.", "--port"));
    spec.addOption(
        flag("DIR", "Directory of schemas: NAME.json there is ?schema=NAME.", "--schemas"));
    spec.addOption(
        flag(
            "WHEN",
            "When answers go out: auto, straight or after-upload. Default: auto. Behind a proxy"
                + " that forwards one way at a time: after-upload.",
            "--respond"));
    // Taken only to be refused in our own words.
    spec.addPositional(
        PositionalParamSpec.builder()
            .hidden(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .index("0..*")
            .arity("0..*")
            .build());
    return spec.addOption(CommandFlags.help());
  }

  @Override
  public Arguments read(FlagValues values) {
    for (String file : values.positional()) {
      values.complain("serve takes no FILE, and there is '" + file + "'");
    }
    String host = values.one("host");
    if (host != null && host.isBlank()) {
      values.complain(bad("host", host, "a name or an address"));
    }
    Path schemas = values.path("schemas");
    return new Arguments.Serve(
        new ServeArguments(
            host == null ? LOOPBACK : host,
            port(values),
            schemas,
            Limits.STANDARD,
            respond(values)));
  }

  private static Respond respond(FlagValues values) {
    String text = values.one("respond");
    if (text == null) {
      return Respond.AUTO;
    }
    Optional<Respond> respond = Respond.of(text);
    if (respond.isEmpty()) {
      String suggestion = Nearest.to(text, Respond.NAMES);
      values.complain(
          new InputProblem.BadOption("respond", Excerpt.of(text), Respond.EXPECTED, suggestion));
    }
    return respond.orElse(Respond.AUTO);
  }

  private static int port(FlagValues values) {
    String text = values.one("port");
    if (text == null) {
      return DEFAULT_PORT;
    }
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT) {
      return Integer.parseInt(text);
    }
    values.complain(bad("port", text, "a whole number from 0 to " + MAX_PORT));
    return DEFAULT_PORT;
  }

  private static InputProblem bad(String name, String text, String expected) {
    return new InputProblem.BadOption(name, Excerpt.of(text), expected, null);
  }
}
