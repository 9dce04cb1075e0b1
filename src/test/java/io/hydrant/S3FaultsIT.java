package io.hydrant;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Effect.How;
import io.hydrant.fault.Hop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

import static org.assertj.core.api.Assertions.assertThat;

/** What each effect on S3 means to a delivery. */
class S3FaultsIT {
    private final FaultyHydrant world = new FaultyHydrant();

    @BeforeEach
    void putOne() {
        world.createStream("orders");
        world.put("orders", "one");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode firstAttempt() {
        return world.attempts("orders").get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            RESET | S3 answered 503 ConnectionFailed: no answer (SocketException: Connection reset)
            CLOSE | S3 answered 503 ConnectionFailed: no answer (SocketException: Unexpected end of file from server)
            """)
    void anObjectIsDeliveredLaterWhenTheConnectionEnds(How how, String message) {
        world.faults.strike(Hop.S3, "PutObject", new Effect.Disconnection(how));
        world.hydrant.control().flush("orders");
        assertThat(firstAttempt().path("outcome").asText()).isEqualTo("RETRYING");
        assertThat(firstAttempt().path("error").asText()).endsWith(message);
        assertThat(world.objects("")).isEmpty();

        world.faults.stop();
        world.advance(Duration.ofMinutes(5));
        assertThat(world.objects("")).containsExactly("one");
    }

    @Test
    void anS3ThatHangsIsGivenUpAfterAMinuteOfTheClock() {
        world.faults.strike(Hop.S3, "PutObject", new Effect.Disconnection(How.HANG));
        world.advance(Duration.ofMinutes(5));
        assertThat(world.attempts("orders")).isEmpty();
        assertThat(world.pending()).contains("end the wait of PutObject for orders");

        world.faults.stop();
        world.advance(Duration.ofMinutes(1));
        assertThat(firstAttempt().path("error").asText()).contains("Read timed out");

        world.advance(Duration.ofMinutes(5));
        assertThat(world.objects("")).containsExactly("one");
    }

    @Test
    void anObjectThatIsDelayedArrivesAfterTheDelay() {
        world.faults.delay(Hop.S3, "PutObject", Duration.ofHours(3));
        world.advance(Duration.ofMinutes(5));
        world.advance(Duration.ofMinutes(179));
        assertThat(world.objects("")).isEmpty();

        world.advance(Duration.ofMinutes(1));

        assertThat(world.objects("")).containsExactly("one");
        assertThat(world.attempts("orders")).singleElement().satisfies(attempt -> assertThat(
                        attempt.path("outcome").asText())
                .isEqualTo("DELIVERED"));
    }

    @Test
    void aDelayOfOneStreamKeepsNoOtherWaiting() {
        world.faults.delay(Hop.S3, "PutObject", Duration.ofHours(3));
        world.advance(Duration.ofMinutes(5));

        world.faults.stop();
        world.createStream("others");
        world.put("others", "two");
        world.advance(Duration.ofMinutes(5));

        assertThat(world.objects("")).containsExactly("two");
        assertThat(world.faults.asked(Hop.S3))
                .extracting(call -> call.about().get(Call.About.STREAM))
                .contains("orders", "others");
    }

    @Test
    void anObjectWhoseAnswerIsLostIsWrittenOnceMoreUnderItsKey() {
        world.s3.putBucketVersioning(r ->
                r.bucket(FaultyHydrant.BUCKET).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        world.faults.strike(
                Hop.S3, "PutObject", new Effect.LostResponse(new Effect.Refusal("InternalError", "Lost.", 500)));
        world.hydrant.control().flush("orders");
        assertThat(world.objects("")).containsExactly("one");
        assertThat(firstAttempt().path("outcome").asText()).isEqualTo("RETRYING");

        world.faults.stop();
        world.advance(Duration.ofMinutes(5));

        assertThat(world.objects("")).containsExactly("one");
        assertThat(world.s3
                        .listObjectVersions(r -> r.bucket(FaultyHydrant.BUCKET))
                        .versions())
                .hasSize(2);
    }

    @Test
    void aResetEndsADeliveryThatIsDelayed() {
        world.faults.delay(Hop.S3, "PutObject", Duration.ofDays(1));
        world.advance(Duration.ofMinutes(5));
        assertThat(world.pending()).contains("end the wait of PutObject for orders");

        world.hydrant.control().reset();
        world.hydrant.control().freeze(true);
        world.s3.createBucket(b -> b.bucket(FaultyHydrant.BUCKET));
        world.advance(Duration.ofDays(2));

        assertThat(world.objects("")).isEmpty();
        assertThat(world.pending()).isEmpty();
    }

    @Test
    void aStreamIsDeletedWhenItsDelayedDeliveryHasEnded() {
        world.faults.delay(Hop.S3, "PutObject", Duration.ofHours(1));
        world.advance(Duration.ofMinutes(5));
        world.firehose.deleteDeliveryStream(r -> r.deliveryStreamName("orders"));

        world.advance(Duration.ofHours(2));

        assertThat(world.firehose.listDeliveryStreams().deliveryStreamNames()).isEmpty();
        assertThat(world.pending()).isEmpty();
    }
}
