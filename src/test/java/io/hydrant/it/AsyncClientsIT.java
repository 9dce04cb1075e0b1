package io.hydrant.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.hydrant.control.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Java's asynchronous clients over HTTP/2: that of Kinesis as it is built, others by their setting. */
@Timeout(120)
class AsyncClientsIT {
    private static final int MEGABYTE = 1 << 20;

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final SdkAsyncHttpClient http2 =
            NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP2).build();
    private final KinesisAsyncClient kinesis =
            configured(KinesisAsyncClient.builder()).build();

    @BeforeEach
    void begin() {
        kinesis.createStream(create -> create.streamName("s").shardCount(1)).join();
    }

    @AfterEach
    void forget() {
        kinesis.close();
        http2.close();
        running.hydrant().control().reset();
    }

    private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder) {
        return builder.endpointOverride(running.hydrant().endpoint())
                .region(Region.of(running.hydrant().region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(ClientsOf.DEFAULT_ACCOUNT, "secret")));
    }

    @Test
    void manyCallsShareAConnectionAndNoneIsLost() {
        List<CompletableFuture<PutRecordsResponse>> puts = IntStream.range(0, 500)
                .mapToObj(i -> put(List.of("a" + i, "b" + i)))
                .toList();

        assertThat(puts)
                .allSatisfy(put -> assertThat(put.join().failedRecordCount()).isZero());
        assertThat(read()).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void largeBatchesGoBothWays() {
        List<String> records = IntStream.range(0, 4)
                .mapToObj(i -> Integer.toString(i).repeat(MEGABYTE - 10))
                .toList();

        List<CompletableFuture<PutRecordsResponse>> puts =
                IntStream.range(0, 4).mapToObj(i -> put(records)).toList();

        assertThat(puts)
                .allSatisfy(put -> assertThat(put.join().failedRecordCount()).isZero());
        assertThat(read()).hasSize(16).containsAll(records);
    }

    @Test
    void whatIsWrongIsRefusedAndTheConnectionGoesOn() {
        assertThatThrownBy(() -> kinesis.describeStreamSummary(describe -> describe.streamName("none"))
                        .join())
                .hasCauseInstanceOf(KinesisException.class)
                .hasMessageContaining("Stream none under account");
        assertThat(put(List.of("a")).join().failedRecordCount()).isZero();
    }

    @Test
    void aClientWhoseStreamIsResetAsksAgain() throws Exception {
        for (FaultRule rule : List.of(
                FaultRule.at("kinesis").operation("PutRecords").connection("reset"),
                FaultRule.at("kinesis").operation("PutRecords").connection("close"))) {
            running.hydrant().control().faults().add(rule.times(2));
            assertThat(put(List.of("a")).join().failedRecordCount()).isZero();
        }
        assertThat(read()).containsExactly("a", "a");

        running.hydrant()
                .control()
                .faults()
                .add(FaultRule.at("kinesis").operation("PutRecord").connection("reset"));
        try (KinesisAsyncClient once = configured(KinesisAsyncClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build()) {
            CompletableFuture<?> refused =
                    once.putRecord(put -> put.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String("b")));
            assertThatThrownBy(() -> refused.get(60, TimeUnit.SECONDS).toString())
                    .isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void otherServicesSpeakIt() {
        byte[] object = "o".repeat(5 * MEGABYTE).getBytes(StandardCharsets.UTF_8);
        try (S3AsyncClient s3 = configured(S3AsyncClient.builder())
                        .httpClient(http2)
                        .forcePathStyle(true)
                        .build();
                FirehoseAsyncClient firehose = configured(FirehoseAsyncClient.builder())
                        .httpClient(http2)
                        .build()) {
            s3.createBucket(create -> create.bucket("bucket")).join();
            s3.putObject(put -> put.bucket("bucket").key("o"), AsyncRequestBody.fromBytes(object))
                    .join();

            assertThat(s3.getObject(get -> get.bucket("bucket").key("o"), AsyncResponseTransformer.toBytes())
                            .join()
                            .asByteArray())
                    .isEqualTo(object);
            assertThat(s3.headObject(head -> head.bucket("bucket").key("o"))
                            .join()
                            .contentLength())
                    .isEqualTo(object.length);
            assertThat(firehose.listDeliveryStreams().join().deliveryStreamNames())
                    .isEmpty();
        }
    }

    private CompletableFuture<PutRecordsResponse> put(List<String> records) {
        return kinesis.putRecords(put -> put.streamName("s")
                .records(records.stream()
                        .map(text -> PutRecordsRequestEntry.builder()
                                .partitionKey("k")
                                .data(SdkBytes.fromUtf8String(text))
                                .build())
                        .toList()));
    }

    private List<String> read() {
        String iterator = kinesis.getShardIterator(get -> get.streamName("s")
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .join()
                .shardIterator();
        List<String> all = new ArrayList<>();
        while (true) {
            String here = iterator;
            List<Record> records =
                    kinesis.getRecords(get -> get.shardIterator(here)).join().records();
            if (records.isEmpty()) {
                return all;
            }
            records.forEach(record -> all.add(record.data().asUtf8String()));
            iterator = kinesis.getRecords(get -> get.shardIterator(here)).join().nextShardIterator();
        }
    }
}
