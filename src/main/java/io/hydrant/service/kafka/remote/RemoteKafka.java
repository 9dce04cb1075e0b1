package io.hydrant.service.kafka.remote;

import java.util.Optional;
import java.util.Properties;

import io.hydrant.service.kafka.KafkaFailure;
import io.hydrant.service.kafka.KafkaService;
import io.hydrant.service.kafka.KafkaTopic;
import io.hydrant.service.kafka.TopicReader;

/** Clusters at the addresses that stand for them. Thread-safe. */
public final class RemoteKafka implements KafkaService {
    private static final String CLIENT = "org.apache.kafka.clients.consumer.KafkaConsumer";
    private static final String MISSING =
            "Hydrant comes without Kafka's client: add the library org.apache.kafka:kafka-clients to the class path,"
                    + " or run the image whose tag ends in -full.";

    private final ClusterAddresses addresses;

    public RemoteKafka(ClusterAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public Optional<String> missing() {
        try {
            Class<?> unused = Class.forName(CLIENT, false, RemoteKafka.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.of(MISSING);
        }
    }

    @Override
    public TopicReader open(KafkaTopic topic) {
        Properties client = addresses.of(topic.clusterArn());
        try {
            return new ConsumedTopic(topic, client);
        } catch (NoClassDefFoundError e) {
            KafkaFailure failure = new KafkaFailure("MissingLibrary", MISSING);
            failure.initCause(e);
            throw failure;
        }
    }
}
