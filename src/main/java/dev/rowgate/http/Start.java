package dev.rowgate.http;

import java.util.List;

/// Result of starting the service.
public sealed interface Start {

  /// The service listens.
  record Running(Server server) implements Start {}

  /// The schema directory can't be used.
  ///
  /// @param messages all problems, each with its file; never empty
  record BadSchemas(List<String> messages) implements Start {
    public BadSchemas {
      messages = List.copyOf(messages);
    }
  }

  /// The key file can't be used.
  ///
  /// @param messages all problems, each with the file; never empty
  record BadKeys(List<String> messages) implements Start {
    public BadKeys {
      messages = List.copyOf(messages);
    }
  }

  /// The spool directory can't be created.
  ///
  /// @param reason the message, which names the directory
  record CannotSpool(String reason) implements Start {}

  /// The address can't be bound.
  ///
  /// @param reason the message, which names the address
  record CannotListen(String reason) implements Start {}
}
