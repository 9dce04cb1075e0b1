package io.hydrant.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/**
 * kinesis-mock in a Node of its own. It is fetched by {@code scripts/dev/kinesis fetch}; without it, tests that need it are left out,
 * unless the variable {@code KINESIS_TESTS} says {@code on}.
 */
public final class KinesisLocal implements AutoCloseable {
    private static final Path FOLDER = Path.of("target/kinesis/node_modules/kinesis-local");
    private static final String LISTENING = "Starting Kinesis Plain Mock Service";

    private final Process process;
    private final URI url;

    private KinesisLocal(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one, or leaves the calling test out where none can be had. */
    public static KinesisLocal start() {
        if (!"on".equals(System.getenv("KINESIS_TESTS"))) {
            Assumptions.assumeTrue(
                    Files.exists(FOLDER.resolve("main.js")),
                    "There is no kinesis-mock: fetch it by scripts/dev/kinesis fetch.");
        }
        try {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder("node", "main.js")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true);
            builder.environment().put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(port));
            builder.environment().put("KINESIS_MOCK_TLS_PORT", Integer.toString(freePort()));
            builder.environment().put("LOG_LEVEL", "INFO");
            Process process = builder.start();
            awaitLine(process);
            return new KinesisLocal(process, URI.create("http://localhost:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitLine(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(LISTENING)) {
                Thread thread = new Thread(() -> out.lines().forEach(ignored -> {}), "kinesis-log");
                thread.setDaemon(true);
                thread.start();
                return;
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("kinesis-mock did not start:\n" + said);
    }

    /** Where it listens. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
