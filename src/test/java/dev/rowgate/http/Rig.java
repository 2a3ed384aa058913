package dev.rowgate.http;

import java.nio.file.Files;
import java.nio.file.Path;

/// A service with the provided and a generic nginx in front of it, all as processes.
final class Rig implements AutoCloseable {

  private final Path directory;
  private final String[] arguments;
  private final int sidecar1 = NginxProcess.freePort();
  private final int sidecar2 = NginxProcess.freePort();
  private final int foreign10 = NginxProcess.freePort();
  private final int foreign11 = NginxProcess.freePort();
  private final NginxProcess sidecar;
  private final NginxProcess foreign;
  private AppProcess app;
  private int starts;

  /// @param directory for its files; must be new
  /// @param arguments of `rowgate serve`, in addition to the schema `people`
  Rig(Path directory, String... arguments) throws Exception {
    this.directory = directory;
    this.arguments = new String[arguments.length + 2];
    this.arguments[0] = "--schemas";
    this.arguments[1] = Files.createDirectories(directory.resolve("schemas")).toString();
    System.arraycopy(arguments, 0, this.arguments, 2, arguments.length);
    Files.writeString(directory.resolve("schemas/people.json"), Sample.SCHEMA);
    app = start(0);
    Path ours = Files.createDirectory(directory.resolve("sidecar"));
    Path theirs = Files.createDirectory(directory.resolve("foreign"));
    sidecar =
        NginxProcess.startWithWorkers(
            ours, NginxProcess.shipped(ours, app.port(), sidecar1, sidecar2), sidecar1);
    foreign =
        NginxProcess.startWithWorkers(
            theirs, NginxProcess.foreign(theirs, app.port(), foreign10, foreign11), foreign10);
  }

  AppProcess app() {
    return app;
  }

  /// The port on which such a client reaches the service over such a route.
  int port(Way way, Caller caller) {
    return switch (way) {
      case DIRECT -> app.port();
      case SIDECAR -> caller == Caller.CURL_HTTP_2 ? sidecar2 : sidecar1;
      case FOREIGN_HTTP_1_0 -> foreign10;
      case FOREIGN_HTTP_1_1 -> foreign11;
    };
  }

  /// Kills what the fault requires, and restarts it.
  void strike(Fault fault) throws Exception {
    switch (fault) {
      case TERMINATED -> {
        app.terminate();
        app = start(app.port());
      }
      case KILLED -> {
        app.kill();
        app = start(app.port());
      }
      case NGINX_KILLED -> {
        sidecar.killWorkers();
        foreign.killWorkers();
      }
      default -> throw new IllegalArgumentException(fault + " ends no process");
    }
  }

  private AppProcess start(int port) throws Exception {
    return AppProcess.startOn(port, directory.resolve("app-" + ++starts + ".log"), arguments);
  }

  @Override
  public void close() {
    foreign.close();
    sidecar.close();
    app.close();
  }
}
