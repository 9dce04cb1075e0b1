package io.hydrant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.control.HydrantControl;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A server on a data folder, which is closed or killed and started again. */
final class RestartedServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How a server ends. A killed one leaves what its files held at that moment. */
    enum End {
        CLOSED,
        KILLED
    }

    private final Path folders;
    private final Map<String, String> settings = new HashMap<>();
    private final List<SdkClient> clients = new ArrayList<>();
    private final Map<Class<?>, SdkClient> kept = new HashMap<>();
    private int starts;
    private final Function<Path, Hydrant> starter;
    private @Nullable Hydrant running;

    RestartedServer(Path folders) {
        this.folders = folders;
        this.starter = folder -> Hydrant.start(with("HYDRANT_DATA_DIR", folder.toString()).settings);
    }

    /** @param starter starts one on a folder, in its own way */
    RestartedServer(Path folders, Function<Path, Hydrant> starter) {
        this.folders = folders;
        this.starter = starter;
    }

    /** A setting of the next start. */
    RestartedServer with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    Path folder() {
        return folders.resolve("data" + starts);
    }

    void start() {
        running = starter.apply(folder());
    }

    /** Starts it with a clock that stands. */
    void startFrozen() {
        start();
        control().freeze(true);
    }

    Hydrant hydrant() {
        return Objects.requireNonNull(running);
    }

    HydrantControl control() {
        return hydrant().control();
    }

    <C extends SdkClient, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(B builder) {
        return client(builder, AwsBasicCredentials.create("test", "test"));
    }

    <C extends SdkClient, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, AwsCredentials credentials) {
        C client = builder.httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(hydrant().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
        clients.add(client);
        return client;
    }

    /** The client of that type, made once for each start. */
    <C extends SdkClient> C client(Class<C> type, Supplier<C> first) {
        return type.cast(kept.computeIfAbsent(type, any -> first.get()));
    }

    KmsClient kms() {
        return client(KmsClient.class, () -> client(KmsClient.builder()));
    }

    S3Client s3() {
        return client(S3Client.class, () -> client(S3Client.builder().forcePathStyle(true)));
    }

    /** What the control API says. */
    static JsonNode json(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server, and starts another; clients are made anew. */
    void restart(End end) {
        Path before = folder();
        if (end == End.KILLED) {
            starts++;
            copy(before, folder());
        }
        close();
        start();
    }

    /** As the files are at this moment. One that goes away meanwhile is left out. */
    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)));
                } catch (NoSuchFileException e) {
                    // it has gone
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clients.forEach(SdkClient::close);
        clients.clear();
        kept.clear();
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
