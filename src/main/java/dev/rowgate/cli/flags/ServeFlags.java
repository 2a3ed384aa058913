package dev.rowgate.cli.flags;

import static dev.rowgate.cli.flags.CommandFlags.flag;

import dev.rowgate.cli.settings.Environment;
import dev.rowgate.options.Limit;
import dev.rowgate.options.LimitUnit;
import dev.rowgate.options.Limits;
import dev.rowgate.options.Network;
import dev.rowgate.options.Respond;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The settings of `rowgate serve`. Each can be given as a flag, an environment variable, or a line
/// of the file of `--config`.
public record ServeFlags(Environment environment) implements CommandFlags {

  private static final String WARM_UP = "warm-up";
  private static final String READY_WHEN_WARM = "ready-when-warm";

  /// The names allowed in the configuration file: all settings except `config`.
  static final List<String> NAMES =
      Stream.concat(
              Stream.of(
                  "host",
                  "port",
                  "schemas",
                  "keys",
                  "spool",
                  "admin-port",
                  "admin-host",
                  "allowed-host",
                  "cors-origin",
                  "sidecar",
                  "respond",
                  WARM_UP,
                  READY_WHEN_WARM),
              Stream.of(Limit.values()).map(Limit::kebabName))
          .toList();

  private static final Duration WARM_UP_TIME = Duration.ofSeconds(20);
  private static final long MOST_WARM_UP_MILLIS = 600_000;
  private static final String LOOPBACK = "127.0.0.1";
  private static final int DEFAULT_PORT = 8080;
  private static final int MAX_PORT = 65_535;
  private static final String A_PORT = "a whole number from 0 to " + MAX_PORT;

  private static final Pattern HOST_NAME =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9_])?");
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://(?:[a-z0-9._-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        CommandFlags.named(
            "serve",
            "Runs the HTTP service until SIGTERM or Ctrl-C.",
            "rowgate serve [OPTIONS]",
            "  rowgate serve --schemas /etc/rowgate/schemas",
            "  rowgate serve --host 0.0.0.0 --port 80 --max-record-bytes 4MiB",
            "  curl --data-binary @people.csv 'localhost:8080/v1/transform?schema=people'");
    addListening(spec);
    accessFlags().forEach(spec::addOption);
    spec.addOption(
        flag(
            "WHEN",
            "When responses are sent: auto, straight or after-upload. Default: auto. Use"
                + " after-upload with a proxy that forwards one direction at a time.",
            "--respond"));
    addWarmUp(spec);
    spec.addOption(
        flag(
            "FILE",
            "File of lines NAME = VALUE: max-fields = 500 is --max-fields 500. Flags and variables"
                + " such as ROWGATE_MAX_FIELDS have precedence.",
            "--config"));
    for (Limit limit : Limit.values()) {
      spec.addOption(LimitFlags.spec(limit));
    }
    // Declared only so that Rowgate's own message is used for the refusal.
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

  private static void addListening(CommandSpec spec) {
    spec.addOption(
        flag("NAME", "Address to listen on. Default: 127.0.0.1, for this machine only.", "--host"));
    spec.addOption(flag("N", "Port to listen on; 0 for any. Default: 8080.", "--port"));
    spec.addOption(flag("DIR", "Directory of schemas: NAME.json is ?schema=NAME.", "--schemas"));
    spec.addOption(
        flag(
            "FILE",
            "File of API keys, a line NAME sha256:HEX for each: requests to /v1 then need"
                + " Authorization: Bearer KEY. Read again when it changes.",
            "--keys"));
    spec.addOption(
        flag(
            "DIR",
            "Directory for responses that their clients don't read yet. Default: the system's"
                + " directory for temporary files.",
            "--spool"));
    spec.addOption(
        flag(
            "N",
            "Separate port for /metrics; /livez and /readyz are on both. 0 for any. Default:"
                + " one port for all.",
            "--admin-port"));
    spec.addOption(flag("NAME", "Address of that port. Default: 127.0.0.1.", "--admin-host"));
  }

  private static void addWarmUp(CommandSpec spec) {
    spec.addOption(
        flag(
            "TIME",
            "Limit on the warm-up after the start, in which the service sends conversions to"
                + " itself while no client does, so that the JVM compiles them. 0 for no warm-up."
                + " Default: "
                + LimitUnit.TIME.text(WARM_UP_TIME.toMillis())
                + ".",
            "--" + WARM_UP));
    spec.addOption(
        flag(
            "BOOL",
            "Whether /readyz is 503 until the warm-up ends. Default: false.",
            "--" + READY_WHEN_WARM));
  }

  private static List<OptionSpec> accessFlags() {
    return List.of(
        flag(
            "NAME",
            "Host name, without a port, that is served besides localhost and addresses. Checked"
                + " if the service listens on loopback, or if one is given. May be repeated.",
            "--allowed-host"),
        flag(
            "ORIGIN",
            "Origin (https://app.example.com) of web pages that may use the service from a browser."
                + " May be repeated.",
            "--cors-origin"),
        flag(
            "ADDRESS",
            "Address or network (10.0.0.0/8) of a sidecar on another machine. May be repeated.",
            "--sidecar"));
  }

  @Override
  public Arguments read(FlagValues values) {
    for (String file : values.positional()) {
      values.complain("serve takes no FILE, and there is '" + file + "'");
    }
    var sources = new SettingSources(values, environment, NAMES);
    String host = sources.read("host", "a name or an address", ServeFlags::host, LOOPBACK);
    int port = sources.read("port", A_PORT, ServeFlags::port, DEFAULT_PORT);
    Path schemas = sources.read("schemas", "the name of a directory", SettingSources::path, null);
    Path keys = sources.read("keys", "the name of a file", SettingSources::path, null);
    Path spool = sources.read("spool", "the name of a directory", SettingSources::path, null);
    Integer adminPort = sources.read("admin-port", A_PORT, ServeFlags::port, null);
    String adminHost =
        sources.read("admin-host", "a name or an address", ServeFlags::host, LOOPBACK);
    List<String> allowedHosts =
        sources.readAll("allowed-host", "host names without a port", ServeFlags::hostName);
    List<String> corsOrigins =
        sources.readAll(
            "cors-origin", "origins such as https://app.example.com", ServeFlags::origin);
    List<Network> sidecars = sources.readAll("sidecar", Network.EXPECTED, Network::of);
    Limits limits = limits(sources);
    Respond respond = sources.read("respond", Respond.EXPECTED, Respond::of, Respond.AUTO);
    Duration warmUp =
        sources.read(
            WARM_UP,
            "0 or a time of at most 10m, such as 500ms or 10s",
            ServeFlags::warmUp,
            WARM_UP_TIME);
    boolean readyWhenWarm =
        sources.read(READY_WHEN_WARM, "true or false", ServeFlags::trueOrFalse, false);
    var remarks = new ArrayList<String>(environment.unknown(withConfig()));
    remarks.add(sources.told());
    return new Arguments.Serve(
        new ServeArguments(
            host,
            port,
            schemas,
            keys,
            spool,
            adminHost,
            adminPort,
            allowedHosts,
            corsOrigins,
            sidecars,
            limits,
            respond,
            warmUp,
            readyWhenWarm),
        remarks);
  }

  private static Limits limits(SettingSources sources) {
    Limits limits = Limits.STANDARD;
    for (Limit limit : Limit.values()) {
      String name = limit.kebabName();
      limits =
          limits.with(limit, sources.read(name, limit.expected(), limit::read, limit.standard()));
    }
    return limits;
  }

  private static List<String> withConfig() {
    return Stream.concat(Stream.of("config"), NAMES.stream()).toList();
  }

  private static Optional<String> host(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  private static Optional<String> hostName(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return HOST_NAME.matcher(name).matches()
        ? Optional.of(name.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /// Returns the origin as browsers send it: in lower case, without the scheme's default port.
  private static Optional<String> origin(String text) {
    String origin = text.toLowerCase(Locale.ROOT);
    return ORIGIN.matcher(origin).matches()
        ? Optional.of(origin.replaceFirst("^(http://.*):80$|^(https://.*):443$", "$1$2"))
        : Optional.empty();
  }

  private static Optional<Duration> warmUp(String text) {
    return LimitUnit.TIME
        .read(text.equals("0") ? "0s" : text)
        .filter(millis -> millis <= MOST_WARM_UP_MILLIS)
        .map(Duration::ofMillis);
  }

  private static Optional<Boolean> trueOrFalse(String text) {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> port(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MAX_PORT
        ? Optional.of(Integer.valueOf(text))
        : Optional.empty();
  }
}
