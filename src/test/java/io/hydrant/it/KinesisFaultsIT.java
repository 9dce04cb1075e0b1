package io.hydrant.it;

import java.time.Duration;
import java.util.List;

import io.hydrant.Hydrant;
import io.hydrant.control.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Calls to Kinesis that rules make fail: those of clients, and those of the streams that read. */
class KinesisFaultsIT {
    private static final String IN = "arn:aws:kinesis:us-east-1:000000000000:stream/in";

    private Hydrant hydrant;
    private ClientsOf clients;
    private KinesisClient kinesis;

    @BeforeEach
    void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
        kinesis = clients.kinesis();
        kinesis.createStream(r -> r.streamName("in").shardCount(1));
    }

    @AfterEach
    void stop() {
        kinesis.close();
        clients.close();
        hydrant.close();
    }

    private PutRecordsResponse put(String... records) {
        return kinesis.putRecords(r -> r.streamName("in")
                .records(List.of(records).stream()
                        .map(text -> PutRecordsRequestEntry.builder()
                                .partitionKey("key")
                                .data(SdkBytes.fromUtf8String(text))
                                .build())
                        .toList()));
    }

    @Test
    void partsOfABatchFailAndTheOthersAreKept() {
        KinesisStream orders = new KinesisStream(clients, "orders").create(IN);
        hydrant.control()
                .faults()
                .add(FaultRule.at("kinesis").operation("PutRecords").records(0, 2));

        PutRecordsResponse answer = put("one ", "two ", "three ", "four ");
        hydrant.control().flush("orders");

        assertThat(answer.failedRecordCount()).isEqualTo(2);
        assertThat(answer.records())
                .extracting(PutRecordsResultEntry::errorCode)
                .containsExactly(
                        "ProvisionedThroughputExceededException", null, "ProvisionedThroughputExceededException", null);
        assertThat(orders.all()).isEqualTo("two four ");
    }

    @Test
    void aClientSeesTheErrorInItsOwnForm() {
        hydrant.control()
                .faults()
                .add(FaultRule.at("kinesis")
                        .operation("DescribeStreamSummary")
                        .error("LimitExceededException")
                        .message("Too often."));

        assertThatThrownBy(() -> kinesis.describeStreamSummary(r -> r.streamName("in")))
                .isInstanceOfSatisfying(KinesisException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("LimitExceededException");
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Too often.");
                });
    }

    @Test
    void aRuleAboutClientsMayNameTheKinesisStream() {
        hydrant.control()
                .faults()
                .add("[{\"on\":{\"hop\":\"kinesis\",\"operation\":\"PutRecords\",\"stream\":\"out\"},"
                        + "\"then\":{\"error\":\"InternalFailure\"}},"
                        + "{\"on\":{\"hop\":\"kinesis\",\"operation\":\"PutRecords\",\"stream\":\"in\"},"
                        + "\"then\":{\"records\":[0]}}]");

        assertThat(put("one ").failedRecordCount()).isEqualTo(1);
        assertThat(kinesis.putRecords(r -> r.streamARN(IN)
                                .records(PutRecordsRequestEntry.builder()
                                        .partitionKey("k")
                                        .data(SdkBytes.fromUtf8String("two"))
                                        .build()))
                        .failedRecordCount())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"ProvisionedThroughputExceededException\"}",
                "{\"error\":\"ExpiredIteratorException\"}",
                "{\"connection\":\"reset\"}",
                "{\"connection\":\"hang\"}",
                "{\"lostResponse\":true,\"error\":\"InternalFailure\"}",
                "{\"delay\":\"20s\"}"
            })
    void aReaderLosesNothingWhateverItsReadsMeet(String then) {
        KinesisStream orders = new KinesisStream(clients, "orders").create(IN);
        hydrant.control()
                .faults()
                .add("{\"on\":{\"hop\":\"kinesis\",\"operation\":\"GetRecords\",\"stream\":\"orders\"},"
                        + "\"when\":{\"times\":3},\"then\":" + then + "}");

        put("one ", "two ");
        hydrant.control().advance(Duration.ofMinutes(30));

        assertThat(orders.all()).isEqualTo("one two ");
        assertThat(hydrant.control().faults().list()).contains("\"struck\":3");
    }
}
