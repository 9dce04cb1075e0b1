import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** What every scenario on the JVM needs, with the JDK alone: the lines it prints, what it insists on, and the control API. */
final class Steps {
    /** The line that the one put of a scenario writes. */
    static final String ONE = "one\n";

    /** The lines that the batch of a scenario writes. */
    static final List<String> MORE = List.of("two\n", "three\n");

    /** The role of every delivery stream; Hydrant has no IAM that could lack it. */
    static final String ROLE = "arn:aws:iam::000000000000:role/firehose";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Steps() {}

    /** A name for a stream and its bucket that no other client has. */
    static String newName(String client) {
        return client + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Prints the step that has been done; scripts/dev/clients counts these lines. */
    static void done(String step, Object what) {
        System.out.println("ok  " + step + ": " + what);
    }

    /** Insists that something is so. */
    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** Asks again until the answer is the wanted one, for at most 30 seconds. */
    static void await(String wanted, Callable<String> question) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String answer = question.call(); !answer.equals(wanted); answer = question.call()) {
            check(System.nanoTime() < end, "waited in vain for " + wanted + ", and it is " + answer);
            Thread.sleep(100);
        }
    }

    /** Has Hydrant deliver what the stream has buffered; AWS would do so after its buffering interval. */
    static void flush(String endpoint, String stream) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/_hydrant/flush?stream=" + stream))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        check(answer.statusCode() == 200, "flush answered " + answer.body());
    }

    /** Waits until the stream has taken so many records, which it does not deliver before it is asked to. */
    static void awaitBuffered(String endpoint, String stream, int records) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/_hydrant/streams/" + stream))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        await("there", () -> {
            String shown = client.send(request, BodyHandlers.ofString()).body();
            return shown.contains("\"records\":" + records) ? "there" : shown;
        });
    }

    /** Insists that these are the three lines, in any order, and prints the step. */
    static void readBack(String body) {
        check(
                body.lines().sorted().toList().equals(List.of("one", "three", "two")),
                "the object holds: " + body);
        done("read back", body.lines().toList());
    }
}
