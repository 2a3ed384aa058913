package dev.rowgate.cli.settings;

import dev.rowgate.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The environment variables with Rowgate's prefix: `ROWGATE_MAX_FIELDS` for the setting
/// `max-fields`.
public record Environment(Map<String, String> variables) {

  private static final String PREFIX = "ROWGATE_";

  /// Variables that the launcher reads.
  private static final List<String> LAUNCHERS =
      List.of("ROWGATE_JAVA", "ROWGATE_JAVA_OPTS", "ROWGATE_CACHE_DIR");

  public static String variable(String setting) {
    return PREFIX + setting.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /// Returns the variable of a setting; null if it is unset or empty, since many tools can't unset
  /// a variable.
  public @Nullable Given find(String setting) {
    String variable = variable(setting);
    String text = variables.get(variable);
    return text == null || text.isEmpty() || isFromKubernetes(variable, text)
        ? null
        : new Given(variable, text, "");
  }

  /// Returns a warning for each unknown variable with the prefix, since it may be a misspelt
  /// setting.
  ///
  /// @param settings the names of all settings
  public List<String> unknown(List<String> settings) {
    var known = new ArrayList<>(LAUNCHERS);
    settings.forEach(setting -> known.add(variable(setting)));
    var warnings = new ArrayList<String>();
    new TreeMap<>(variables)
        .forEach((name, value) -> {
          if (name.startsWith(PREFIX) && !known.contains(name) && !isFromKubernetes(name, value)) {
            String near = Nearest.to(name, known);
            warnings.add(
                "warning: there is no variable "
                    + name
                    + (near == null ? "" : "; did you mean " + near + "?"));
          }
        });
    return warnings;
  }

  /// Whether Kubernetes set the variable: it sets these in each container if there is a service
  /// named `rowgate`.
  private static boolean isFromKubernetes(String name, String value) {
    return name.startsWith("ROWGATE_SERVICE_")
        || name.startsWith("ROWGATE_PORT_")
        || (name.equals("ROWGATE_PORT") && value.startsWith("tcp://"));
  }
}
