package io.hydrant.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.hydrant.support.ChildJvm;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A Hydrant in a process of its own. */
final class ChildProcess implements AutoCloseable {
    private static final String MAIN = "io.hydrant.Main";
    private static final Pattern READY = Pattern.compile("Hydrant .* on (http:\\S+)\\. Ready\\.");

    private final Process process;
    private final CompletableFuture<URI> endpoint = new CompletableFuture<>();
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final Thread reader = new Thread(this::read, "child output");

    private ChildProcess(Process process) {
        this.process = process;
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts one with {@code jvmOption} on a free port. */
    static ChildProcess start(String jvmOption, String... arguments) throws IOException {
        List<String> command = ChildJvm.ofClass(MAIN, "--port", "0");
        command.add(1, jvmOption);
        return start(command, arguments);
    }

    /** Starts one without the libraries whose path has that text. */
    static ChildProcess without(String library, String... arguments) throws IOException {
        String rest = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains(library))
                .collect(Collectors.joining(File.pathSeparator));
        return start(ChildJvm.command("-cp", rest, MAIN, "--port", "0"), arguments);
    }

    private static ChildProcess start(List<String> command, String[] arguments) throws IOException {
        command.addAll(List.of(arguments));
        return new ChildProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher ready = READY.matcher(line);
                if (ready.matches()) {
                    endpoint.complete(URI.create(ready.group(1)));
                }
            }
        } catch (IOException e) {
            output.add(e.toString());
        }
        endpoint.completeExceptionally(new AssertionError("The process ended before it was ready: " + output));
    }

    URI endpoint() {
        return endpoint.join();
    }

    /** Ends it and answers all its lines. */
    List<String> stop() throws InterruptedException {
        process.toHandle().destroy();
        process.waitFor();
        reader.join();
        return List.copyOf(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
