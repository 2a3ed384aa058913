package dev.rowgate.http;

import java.util.List;

/// Result of starting the service.
public sealed interface Start {

  /// The service listens.
  record Running(Server server) implements Start {}

  /// The schema directory or the key file can't be used.
  ///
  /// @param messages all problems, each with its file; never empty
  record BadFiles(List<String> messages) implements Start {
    public BadFiles {
      messages = List.copyOf(messages);
    }
  }

  /// The spool directory can't be created, or the address can't be bound.
  ///
  /// @param reason the message, which names the directory or the address
  record Failed(String reason) implements Start {}
}
