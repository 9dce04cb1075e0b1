package io.hydrant.service.kafka.remote;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

import io.hydrant.resource.StandIn;
import io.hydrant.service.kafka.KafkaFailure;

/**
 * Where clusters are, and how they are spoken to: what stands for their ARNs. Thread-safe.
 *
 * @param resources what stands for a name
 */
public record ClusterAddresses(Function<String, Optional<StandIn>> resources) {
    private static final String SERVERS = "bootstrap.servers";

    /**
     * The properties of a client for that cluster; read anew each time.
     *
     * @throws KafkaFailure if nothing stands for it, or if its file cannot be read
     */
    Properties of(String clusterArn) {
        StandIn standIn = resources
                .apply(clusterArn)
                .orElseThrow(() -> new KafkaFailure(
                        "NoBootstrapServers",
                        "Nothing stands for the cluster: name its bootstrap servers in the resources, as in {\""
                                + clusterArn + "\": \"localhost:9092\"}."));
        Properties client = new Properties();
        if (standIn instanceof StandIn.Text servers) {
            client.setProperty(SERVERS, servers.text());
        } else if (standIn instanceof StandIn.PropertiesFile file) {
            client.putAll(read(file.path()));
        }
        if (client.getProperty(SERVERS, "").isBlank()) {
            throw new KafkaFailure("NoBootstrapServers", "What stands for the cluster names no bootstrap.servers.");
        }
        return client;
    }

    private static Properties read(String path) {
        Properties read = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(path))) {
            read.load(file);
            return read;
        } catch (IOException | IllegalArgumentException e) {
            throw new KafkaFailure("UnreadableProperties", "The file " + path + " cannot be read: " + e + '.');
        }
    }
}
