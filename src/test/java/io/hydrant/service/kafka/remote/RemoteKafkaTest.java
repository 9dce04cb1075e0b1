package io.hydrant.service.kafka.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.resource.StandIn;
import io.hydrant.service.kafka.KafkaFailure;
import io.hydrant.service.kafka.KafkaService;
import io.hydrant.service.kafka.KafkaTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What keeps a topic from being opened. */
class RemoteKafkaTest {
    private static final String CLUSTER = "arn:aws:kafka:us-east-1:000000000000:cluster/events/1";
    private static final KafkaTopic TOPIC = new KafkaTopic(
            new Scope(new AccountId("000000000000"), new Region("us-east-1")), "orders", CLUSTER, "events");

    /** Loads the classes of this package anew, and no Kafka. */
    private static final class WithoutKafka extends ClassLoader {
        WithoutKafka() {
            super(RemoteKafkaTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.apache.kafka.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.hydrant.service.kafka.remote.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static RemoteKafka at(Optional<StandIn> standIn) {
        return new RemoteKafka(new ClusterAddresses(name -> standIn));
    }

    @Test
    void saysWhatToAddWhereKafkasClientIsMissing() throws ReflectiveOperationException {
        ClassLoader without = new WithoutKafka();
        Function<String, Optional<StandIn>> resources = name -> Optional.of(new StandIn.Text("localhost:9092"));
        Object addresses = without.loadClass(ClusterAddresses.class.getName())
                .getConstructor(Function.class)
                .newInstance(resources);
        KafkaService kafka = (KafkaService) without.loadClass(RemoteKafka.class.getName())
                .getConstructor(addresses.getClass())
                .newInstance(addresses);

        assertThatThrownBy(() -> kafka.open(TOPIC))
                .isInstanceOf(KafkaFailure.class)
                .hasMessageContaining("add the library org.apache.kafka:kafka-clients")
                .hasMessageContaining("-full");
    }

    @Test
    void saysWhereToNameAClusterThatNothingStandsFor() {
        assertThatThrownBy(() -> at(Optional.empty()).open(TOPIC))
                .isInstanceOf(KafkaFailure.class)
                .hasMessageContaining("name its bootstrap servers in the resources")
                .hasMessageContaining(CLUSTER);
    }

    @Test
    void saysThatAFileCannotBeReadOrNamesNoServers(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.properties"));

        assertThatThrownBy(() -> at(Optional.of(new StandIn.PropertiesFile(folder + "/none")))
                        .open(TOPIC))
                .isInstanceOfSatisfying(KafkaFailure.class, failure -> assertThat(failure.code())
                        .isEqualTo("UnreadableProperties"));
        assertThatThrownBy(() -> at(Optional.of(new StandIn.PropertiesFile(empty.toString())))
                        .open(TOPIC))
                .isInstanceOf(KafkaFailure.class)
                .hasMessageContaining("names no bootstrap.servers");
    }
}
