package io.hydrant.it;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.hydrant.Hydrant;
import io.hydrant.support.HttpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hydrant connects to what its operator has configured and to what a stream names as its destination, and to nothing else: not to
 * the machine's metadata service, not to whom a profile names, not where an answer points.
 *
 * <p>The trap stands where the SDK would look for credentials of the machine; each client of the JDK asks the proxy selector
 * before it connects, and the one for endpoints on this machine, which does not, reaches nothing but the receiver.
 */
class ConnectionsIT {
    private final HttpReceiver trap = HttpReceiver.start();
    private final HttpReceiver receiver = HttpReceiver.start();
    private final Asked asked = new Asked();
    private final ProxySelector before = ProxySelector.getDefault();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private Path ran;

    @BeforeEach
    void setTraps(@TempDir Path folder) throws IOException {
        ran = folder.resolve("the-program-of-the-profile-ran");
        Path profile = Files.writeString(
                folder.resolve("profile"), "[default]\nregion = eu-west-3\ncredential_process = touch " + ran + "\n");
        set("aws.configFile", profile.toString());
        set("aws.sharedCredentialsFile", profile.toString());
        set("aws.ec2MetadataServiceEndpoint", trap.url("").toString());
        ProxySelector.setDefault(asked);
    }

    private void set(String name, String value) {
        properties.put(name, String.valueOf(System.getProperty(name)));
        System.setProperty(name, value);
    }

    @AfterEach
    void removeTraps() {
        ProxySelector.setDefault(before);
        properties.forEach((name, value) -> {
            if (value.equals("null")) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        trap.close();
        receiver.close();
    }

    @Test
    void anotherKmsAndAnotherS3AreAskedAndNobodyForCredentials() {
        try (Hydrant kms = Hydrant.start();
                Hydrant s3 = Hydrant.start();
                Hydrant hydrant = Hydrant.start(Map.of(
                        "HYDRANT_KMS_ENDPOINT", kms.endpoint().toString(),
                        "HYDRANT_S3_ENDPOINT", s3.endpoint().toString()));
                ClientsOf clients = ClientsOf.defaults(hydrant);
                ClientsOf ofKms = ClientsOf.defaults(kms);
                ClientsOf ofS3 = ClientsOf.defaults(s3)) {
            ofS3.s3.createBucket(b -> b.bucket("bucket"));
            Workbench bench = new Workbench(hydrant, clients);
            bench.encryptedStream(
                    "connections-remote", ofKms.kms.createKey().keyMetadata().arn());
            bench.put("connections-remote");
            asked.uris.clear();

            hydrant.control().flush("connections-remote");

            assertThat(ofS3.s3.listObjectsV2(r -> r.bucket("bucket")).contents())
                    .hasSize(1);
            assertThat(asked.ports()).contains(s3.endpoint().getPort());
            assertOnly(kms.endpoint(), s3.endpoint(), hydrant.endpoint());
        }
    }

    @Test
    void whatARequestNamesBesideItsDestinationIsNotLookedUp() throws Exception {
        receiver.then(HttpReceiver.redirect(302, trap.url("/elsewhere")));
        try (Hydrant hydrant = Hydrant.start();
                ClientsOf clients = ClientsOf.defaults(hydrant)) {
            Workbench bench = new Workbench(hydrant, clients);
            bench.kinesisStream("connections-source");
            clients.firehose.createDeliveryStream(bench.creation("connections-foreign")
                    .extendedS3DestinationConfiguration(d -> d.bucketARN("arn:aws:s3:::" + "somebody-elses-bucket")
                            .roleARN("arn:aws:iam::000000000000:role/foreign")
                            .cloudWatchLoggingOptions(
                                    c -> c.enabled(true).logGroupName("group").logStreamName("stream")))
                    .build());
            clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("connections-splunk")
                    .splunkDestinationConfiguration(d -> d.hecEndpoint("https://inputs.acme.splunkcloud.com:443")
                            .hecEndpointType("Raw")
                            .hecToken("token")
                            .s3Configuration(s ->
                                    s.bucketARN("arn:aws:s3:::bucket").roleARN("arn:aws:iam::000000000000:role/r"))));
            clients.firehose.createDeliveryStream(r -> r.deliveryStreamName("connections-http")
                    .httpEndpointDestinationConfiguration(d -> d.endpointConfiguration(
                                    e -> e.url(receiver.url("/in").toString()))
                            .s3Configuration(s ->
                                    s.bucketARN("arn:aws:s3:::bucket").roleARN("arn:aws:iam::000000000000:role/r"))));
            bench.stream("connections-key");
            bench.start("connections-key", "arn:aws:kms:us-east-1:999999999999:key/" + new java.util.UUID(1, 2));
            for (String stream : List.of("connections-foreign", "connections-splunk", "connections-http")) {
                clients.firehose.putRecord(
                        r -> r.deliveryStreamName(stream).record(d -> d.data(SdkBytes.fromUtf8String("water"))));
            }

            hydrant.control().advance(Duration.ofMinutes(10));

            assertThat(receiver.next().requestLine()).isEqualTo("POST /in HTTP/1.1");
            assertOnly(hydrant.endpoint(), receiver.url(""));
        }
    }

    private void assertOnly(URI... allowed) {
        Set<String> hosts = ConcurrentHashMap.newKeySet();
        for (URI each : allowed) {
            hosts.add(each.getHost() + ":" + each.getPort());
        }
        assertThat(asked.uris)
                .extracting(uri -> uri.getHost() + ":" + uri.getPort())
                .isSubsetOf(hosts);
        assertThat(trap.waiting()).as("requests in the trap").isZero();
        assertThat(ran).doesNotExist();
    }

    /** Notes who is about to be connected to, and sends nobody through a proxy. */
    private static final class Asked extends ProxySelector {
        private final Set<URI> uris = ConcurrentHashMap.newKeySet();

        @Override
        public List<Proxy> select(URI uri) {
            uris.add(uri);
            return List.of(Proxy.NO_PROXY);
        }

        List<Integer> ports() {
            return uris.stream().map(URI::getPort).toList();
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    }
}
