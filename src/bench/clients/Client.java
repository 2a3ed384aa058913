import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/// Java's HttpClient as it comes: on a URL without TLS it asks for an upgrade to HTTP/2, and goes
/// on with HTTP/1.1 if there is none. Usage: `java Client.java URL CSV OUT`
class Client {

  public static void main(String[] arguments) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(arguments[0]))
              .header("Content-Type", "text/csv")
              .POST(BodyPublishers.ofFile(Path.of(arguments[1])))
              .build();
      var answer = client.send(request, BodyHandlers.ofFile(Path.of(arguments[2])));
      System.exit(answer.statusCode() == 200 ? 0 : 1);
    }
  }
}
