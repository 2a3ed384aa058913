package dev.rowgate.http.settings;

import dev.rowgate.options.Network;
import java.util.List;

/// Who may use the service from where, besides the keys.
///
/// @param hosts names that requests may ask for in `Host` besides `localhost`, in lower case
/// @param origins of web pages that may use the service from a browser: `https://app.example.com`
/// @param sidecars networks that sidecars on other machines are in
public record Access(List<String> hosts, List<String> origins, List<Network> sidecars) {

  public static final Access STANDARD = new Access(List.of(), List.of(), List.of());

  public Access {
    hosts = List.copyOf(hosts);
    origins = List.copyOf(origins);
    sidecars = List.copyOf(sidecars);
  }
}
