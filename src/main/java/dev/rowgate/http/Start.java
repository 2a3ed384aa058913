package dev.rowgate.http;

import java.util.List;

/// What came of starting the service.
public sealed interface Start {

  /// It listens.
  record Running(Server server) implements Start {}

  /// The schema directory can't be used.
  ///
  /// @param messages all that is wrong, each with the file it is about; never empty
  record BadSchemas(List<String> messages) implements Start {
    public BadSchemas {
      messages = List.copyOf(messages);
    }
  }

  /// The file of keys can't be used.
  ///
  /// @param messages all that is wrong, each with the file; never empty
  record BadKeys(List<String> messages) implements Start {
    public BadKeys {
      messages = List.copyOf(messages);
    }
  }

  /// There can be no directory for what answers wait in.
  ///
  /// @param reason with the directory, for a person
  record CannotSpool(String reason) implements Start {}

  /// The address can't be listened on.
  ///
  /// @param reason with the address, for a person
  record CannotListen(String reason) implements Start {}
}
