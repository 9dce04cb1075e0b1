package io.hydrant.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;

/**
 * A real OpenSearch of one node in a Java machine of its own. Its jars are fetched by {@code scripts/dev/opensearch fetch}; without
 * them, tests that need it are left out, unless the variable {@code OPENSEARCH_TESTS} says {@code on}.
 */
public final class OpenSearch implements AutoCloseable {
    private static final Path JARS = Path.of("target/opensearch/lib");
    private static final Path PROGRAM = Path.of("src/test/opensearch/OpenSearchNode.java");
    private static final String LISTENING = "listening on ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;

    private OpenSearch(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one, or leaves the calling test out where none can be had. */
    public static OpenSearch start() {
        if (!"on".equals(System.getenv("OPENSEARCH_TESTS"))) {
            Assumptions.assumeTrue(
                    Files.exists(JARS.resolve("complete")),
                    "There is no OpenSearch: fetch its jars by scripts/dev/opensearch fetch.");
        }
        try {
            Process process = new ProcessBuilder(
                            ChildJvm.command("-Xmx512m", "-cp", JARS + "/*", PROGRAM.toString(), "0"))
                    .redirectErrorStream(true)
                    .start();
            return new OpenSearch(process, URI.create("http://localhost:" + port(process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(LISTENING)) {
                drain(out);
                return Integer.parseInt(line.substring(LISTENING.length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("OpenSearch did not start:\n" + said);
    }

    /** What it says later is not kept; unread it would make it wait. */
    private static void drain(BufferedReader out) {
        Thread thread = new Thread(() -> out.lines().forEach(line -> {}), "opensearch-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens. */
    public URI url() {
        return url;
    }

    /** Its answer to a GET, such as {@code /logs/_count}. */
    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    /** Its answer to a PUT. */
    public JsonNode put(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    /** How many documents there are in {@code index}, those that have just come included. */
    public int count(String index) {
        get('/' + index + "/_refresh");
        return get('/' + index + "/_count").path("count").asInt(-1);
    }

    private JsonNode send(HttpRequest request) {
        try {
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
