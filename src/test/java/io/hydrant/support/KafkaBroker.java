package io.hydrant.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * A real Kafka broker in a Java machine of its own. Its jars are fetched by {@code scripts/dev/kafka fetch}; without them, tests that
 * need it are left out, unless the variable {@code KAFKA_TESTS} says {@code on}.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Path JARS = Path.of("target/kafka/lib");
    private static final Path PROGRAM = Path.of("src/test/kafka/KafkaNode.java");
    private static final String LISTENING = "listening on ";

    private final Path data;
    private final String host;
    private final int[] ports = {freePort(), freePort(), freePort()};
    private Process process;

    private KafkaBroker(Path data, String host) throws IOException {
        this.data = data;
        this.host = host;
        this.process = run();
    }

    /** Starts one, or leaves the calling test out where none can be had. */
    public static KafkaBroker start() {
        return start("127.0.0.1");
    }

    /** The same on another address of this machine, such as the one that containers see. */
    public static KafkaBroker start(String host) {
        if (!"on".equals(System.getenv("KAFKA_TESTS"))) {
            Assumptions.assumeTrue(
                    Files.exists(JARS.resolve("complete")),
                    "There is no Kafka: fetch its jars by scripts/dev/kafka fetch.");
        }
        try {
            return new KafkaBroker(Files.createTempDirectory("hydrant-kafka"), host);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process run() throws IOException {
        Process started = new ProcessBuilder(ChildJvm.command(
                        "-Xmx256m",
                        "-cp",
                        JARS + "/*",
                        PROGRAM.toString(),
                        data.toString(),
                        Integer.toString(ports[0]),
                        Integer.toString(ports[1]),
                        Integer.toString(ports[2]),
                        host))
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread thread = new Thread(() -> out.lines().forEach(ignored -> {}), "kafka-log");
                thread.setDaemon(true);
                thread.start();
                return started;
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("Kafka did not start:\n" + said);
    }

    /** Where everybody may connect. */
    public String servers() {
        return host + ":" + ports[0];
    }

    /** Where {@code hydrant} may connect with the password {@code secret}, by SASL PLAIN. */
    public String saslServers() {
        return host + ":" + ports[1];
    }

    /** Kills it; its data stay. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Starts it again, with its data. */
    public void restart() {
        try {
            process = run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
