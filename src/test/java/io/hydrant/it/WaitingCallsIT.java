package io.hydrant.it;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

import static org.assertj.core.api.Assertions.assertThat;

/** Who waits holds no thread: neither who waits for records, nor who reads slowly. */
@Timeout(300)
class WaitingCallsIT {
    private static final int WAITING = 100;
    private static final int SLOW = 80;
    private static final int LENGTH = 40 << 20;
    private static final String WAIT = "GET /_hydrant/deliveries?stream=orders&await=10m&records=";

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final Hydrant hydrant = running.hydrant();
    private final ClientsOf clients = running.clients();

    @Test
    void healthS3AndControlCallsAnswerBesideThoseWhoWaitAndThoseWhoReadSlowly() throws IOException {
        URI endpoint = hydrant.endpoint();
        clients.s3.createBucket(b -> b.bucket("slow"));
        clients.s3.putObject(o -> o.bucket("slow").key("long"), RequestBody.fromBytes(new byte[LENGTH]));
        List<RawHttp> connections = new ArrayList<>();
        try {
            for (int i = 0; i < WAITING; i++) {
                RawHttp waiting = new RawHttp(endpoint);
                connections.add(waiting);
                waiting.send(WAIT + "99999999", new byte[0]);
            }
            for (int i = 0; i < SLOW; i++) {
                RawHttp slow = RawHttp.slow(endpoint);
                connections.add(slow);
                slow.send("GET /slow/long", new byte[0]);
            }
            for (RawHttp slow : connections.subList(WAITING, connections.size())) {
                assertThat(slow.head()).contains("200 OK", "Content-Length: " + LENGTH);
            }
            untilWaiting(endpoint, WAITING);

            assertThat(RawHttp.exchange(endpoint, "GET /_hydrant/health", new byte[0])
                            .status())
                    .isEqualTo(200);
            assertThat(clients.s3
                            .getObjectAsBytes(o -> o.bucket("slow").key("long"))
                            .asByteArrayUnsafe())
                    .hasSize(LENGTH);
            hydrant.control().advance(java.time.Duration.ofSeconds(1));
            assertThat(clients.firehose.listDeliveryStreams().deliveryStreamNames())
                    .isEmpty();
        } finally {
            for (RawHttp connection : connections) {
                connection.close();
            }
        }

        untilWaiting(endpoint, 0);
    }

    @Test
    void aWaitEndsWhenTheRecordsArriveAndTheConnectionIsKept() throws IOException {
        Workbench bench = new Workbench(hydrant, clients);
        clients.s3.createBucket(b -> b.bucket("bucket"));
        bench.stream("orders");
        try (RawHttp waiting = new RawHttp(hydrant.endpoint())) {
            waiting.send(WAIT + "2", new byte[0]);
            untilWaiting(hydrant.endpoint(), 1);

            bench.put("orders");
            bench.put("orders");
            RawHttp.exchange(hydrant.endpoint(), "POST /_hydrant/flush", new byte[0]);

            assertThat(waiting.answer().body()).contains("\"stream\":\"orders\"");
            waiting.send("GET /_hydrant/health", new byte[0]);
            assertThat(waiting.answer().status()).isEqualTo(200);
        } finally {
            clients.firehose.deleteDeliveryStream(r -> r.deliveryStreamName("orders"));
        }
    }

    @Test
    void aRequestBehindOneThatWaitsHasItsTurn() throws IOException {
        try (RawHttp connection = new RawHttp(hydrant.endpoint())) {
            connection.send("GET /_hydrant/deliveries?stream=none&await=1s&records=1", new byte[0]);
            connection.send("GET /_hydrant/health", new byte[0]);

            assertThat(connection.answer().status()).isEqualTo(408);
            assertThat(connection.answer().body()).contains("running");
        }
    }

    private static void untilWaiting(URI endpoint, int count) throws IOException {
        Pattern waiting = Pattern.compile("(?m)^hydrant_waiting_calls (\\S+)");
        double seen;
        do {
            Matcher matcher = waiting.matcher(
                    RawHttp.exchange(endpoint, "GET /metrics", new byte[0]).body());
            assertThat(matcher.find()).isTrue();
            seen = Double.parseDouble(matcher.group(1));
        } while (seen != count);
    }
}
