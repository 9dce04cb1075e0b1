package io.hydrant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.support.ChildJvm;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The command in a process of its own. */
final class HydrantProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Hydrant .* on (http:\\S+)\\. Ready\\.");

    private final Process process;
    private volatile boolean killed;
    private final CompletableFuture<URI> endpoint = new CompletableFuture<>();
    private final List<String> lines = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "output of a child");

    private HydrantProcess(Process process) {
        this.process = process;
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one on a data folder.
     *
     * @param options more of the command's options
     */
    static HydrantProcess on(Path folder, String... options) {
        List<String> all = new ArrayList<>(List.of("--data-dir", folder.toString()));
        all.addAll(List.of(options));
        return start(all);
    }

    /** Starts one with options of the command, on a free port. */
    static HydrantProcess start(List<String> options) {
        List<String> command = ChildJvm.ofClass(Main.class.getName(), "--port", "0");
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HYDRANT_"));
        try {
            return new HydrantProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
                Matcher ready = READY.matcher(line);
                if (ready.matches()) {
                    endpoint.complete(URI.create(ready.group(1)));
                }
            }
        } catch (IOException e) {
            endpoint.completeExceptionally(e);
        }
        endpoint.completeExceptionally(new AssertionError("The process ended before it was ready: " + lines()));
    }

    URI endpoint() {
        return endpoint.join();
    }

    /** A client of it that does not try again. */
    <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(B builder) {
        return client(endpoint(), builder);
    }

    /** A client of the server at that address that does not try again. */
    static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(URI at, B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(at)
                .region(Region.US_EAST_1)
                .overrideConfiguration(c -> c.retryStrategy(strategy -> strategy.maxAttempts(1)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits for its end. */
    int status() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("The process goes on: " + lines());
        }
        reader.join();
        return process.exitValue();
    }

    /** All lines of a process that has ended. */
    List<String> output() {
        return lines();
    }

    /** Makes it stand still, within whatever it does. */
    void standStill() {
        signal("-STOP");
    }

    /** Lets it go on after {@link #standStill}. */
    void goOn() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("kill " + name + " ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends it at once, as {@code kill -9} does. */
    void kill() {
        killed = true;
        process.destroyForcibly();
        process.onExit().join();
    }

    boolean isKilled() {
        return killed;
    }

    @Override
    public void close() {
        kill();
    }
}
