package io.hydrant.service.kafka.remote;

import java.util.Properties;

import io.hydrant.service.kafka.KafkaFailure;
import io.hydrant.service.kafka.KafkaService;
import io.hydrant.service.kafka.KafkaTopic;
import io.hydrant.service.kafka.TopicReader;

/** Clusters at the addresses that stand for them. Thread-safe. */
public final class RemoteKafka implements KafkaService {
    private final ClusterAddresses addresses;

    public RemoteKafka(ClusterAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public TopicReader open(KafkaTopic topic) {
        Properties client = addresses.of(topic.clusterArn());
        try {
            return new ConsumedTopic(topic, client);
        } catch (NoClassDefFoundError e) {
            KafkaFailure failure = new KafkaFailure(
                    "MissingLibrary",
                    "Hydrant comes without Kafka's client: add the library org.apache.kafka:kafka-clients to the class path,"
                            + " or run the image whose tag ends in -full.");
            failure.initCause(e);
            throw failure;
        }
    }
}
