package dev.rowgate.http.settings;

import dev.rowgate.options.Network;
import java.util.List;

/// Access rules other than API keys.
///
/// @param hosts accepted host names besides `localhost`, in lower case
/// @param origins origins of web pages that may call the service: `https://app.example.com`
/// @param sidecars networks of trusted sidecar proxies on other machines
public record Access(List<String> hosts, List<String> origins, List<Network> sidecars) {

  public static final Access STANDARD = new Access(List.of(), List.of(), List.of());

  public Access {
    hosts = List.copyOf(hosts);
    origins = List.copyOf(origins);
    sidecars = List.copyOf(sidecars);
  }
}
