package io.hydrant.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.hydrant.control.FaultRule;
import io.hydrant.control.HydrantControl;
import io.hydrant.testing.junit.Fault;
import io.hydrant.testing.junit.HydrantFunction;
import io.hydrant.testing.junit.HydrantTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.ExtendedS3DestinationConfiguration;
import software.amazon.awssdk.services.firehose.model.FirehoseException;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.ProcessorType;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The recipes of faults.md. */
@HydrantTest
class FaultRecipesTest {
    private static void createStream(
            FirehoseClient firehose, S3Client s3, Consumer<ExtendedS3DestinationConfiguration.Builder> more) {
        s3.createBucket(bucket -> bucket.bucket("lake"));
        firehose.createDeliveryStream(
                stream -> stream.deliveryStreamName("orders").extendedS3DestinationConfiguration(to -> {
                    to.bucketARN("arn:aws:s3:::lake").roleARN("arn:aws:iam::000000000000:role/firehose");
                    more.accept(to);
                }));
    }

    private static void createStream(FirehoseClient firehose, S3Client s3) {
        createStream(firehose, s3, to -> {});
    }

    private static Processor lambda(String function) {
        return Processor.builder()
                .type(ProcessorType.LAMBDA)
                .parameters(ProcessorParameter.builder()
                        .parameterName("LambdaArn")
                        .parameterValue("arn:aws:lambda:us-east-1:000000000000:function:" + function)
                        .build())
                .build();
    }

    private static Record record(String text) {
        return Record.builder().data(SdkBytes.fromUtf8String(text)).build();
    }

    private static void put(FirehoseClient firehose, String text) {
        firehose.putRecord(put -> put.deliveryStreamName("orders").record(record(text)));
    }

    private static List<String> arrived(S3Client s3) {
        List<String> lines = new ArrayList<>();
        s3.listObjectsV2(list -> list.bucket("lake"))
                .contents()
                .forEach(object -> lines.addAll(
                        s3.getObjectAsBytes(get -> get.bucket("lake").key(object.key()))
                                .asUtf8String()
                                .lines()
                                .toList()));
        return lines;
    }

    static void send(FirehoseClient firehose, String stream, List<Record> records) {
        List<Record> left = records;
        while (!left.isEmpty()) {
            List<Record> batch = left;
            List<PutRecordBatchResponseEntry> answers = firehose.putRecordBatch(
                            put -> put.deliveryStreamName(stream).records(batch))
                    .requestResponses();
            left = IntStream.range(0, batch.size())
                    .filter(i -> answers.get(i).errorCode() != null)
                    .mapToObj(batch::get)
                    .toList();
        }
    }

    @Test
    @Fault(hop = "firehose", operation = "PutRecordBatch", recordProbability = 0.3, seed = 42)
    void aProducerSendsAgainWhatWasRefused(FirehoseClient firehose, S3Client s3, HydrantControl control) {
        createStream(firehose, s3);
        List<String> orders =
                IntStream.range(0, 500).mapToObj(i -> "order " + i).toList();

        send(
                firehose,
                "orders",
                orders.stream().map(order -> record(order + "\n")).toList());

        control.flush("orders");
        assertThat(arrived(s3)).containsExactlyInAnyOrderElementsOf(orders);
    }

    @Test
    void aThrottledKmsIsAskedAgain(FirehoseClient firehose, KmsClient kms, S3Client s3, HydrantControl control) {
        String key = kms.createKey().keyMetadata().arn();
        createStream(firehose, s3);
        firehose.startDeliveryStreamEncryption(start -> start.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(
                        with -> with.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        control.advance(Duration.ofMinutes(1));
        control.faults()
                .add(FaultRule.at("kms")
                        .operation("GenerateDataKey")
                        .error("ThrottlingException")
                        .times(2));

        put(firehose, "order\n"); // refused twice; the SDK tries again

        assertThat(control.faults().list()).contains("\"state\":\"spent\"", "\"struck\":2");
        control.flush("orders");
        assertThat(arrived(s3)).containsExactly("order");
    }

    @Test
    @Fault("{\"on\": {\"hop\": \"s3\"}, \"when\": {\"to\": \"25h\"}, \"then\": {\"error\": \"ServiceUnavailable\"}}")
    void recordsAreLostWhenS3IsAwayForLongerThanADay(FirehoseClient firehose, S3Client s3, HydrantControl control) {
        createStream(firehose, s3);
        put(firehose, "order\n");

        control.advance(Duration.ofHours(26));

        assertThat(control.events("orders")).contains("RecordsExpired");
        assertThat(arrived(s3)).isEmpty();
    }

    @Test
    void recordsWaitForS3ForADay(FirehoseClient firehose, S3Client s3, HydrantControl control) {
        createStream(firehose, s3);
        control.faults().add(FaultRule.at("s3").to(Duration.ofHours(23)).error("ServiceUnavailable"));
        put(firehose, "order\n");

        control.advance(Duration.ofHours(24));

        assertThat(arrived(s3)).containsExactly("order");
    }

    @HydrantFunction("enrich")
    String enrich(String event) {
        return event.replace("{\"recordId\"", "{\"result\":\"Ok\",\"recordId\"");
    }

    @Test
    @Fault(hop = "lambda", every = 3, error = "TooManyRequestsException")
    void aFunctionThatFailsEveryThirdTimeLosesNothing(FirehoseClient firehose, S3Client s3, HydrantControl control) {
        createStream(
                firehose,
                s3,
                to -> to.processingConfiguration(
                        processing -> processing.enabled(true).processors(lambda("enrich"))));

        for (int i = 0; i < 6; i++) {
            put(firehose, "order " + i + "\n");
            control.flush("orders");
            control.advance(Duration.ofMinutes(5));
        }

        assertThat(control.faults().list()).contains("\"asked\":8", "\"struck\":2");
        assertThat(arrived(s3)).hasSize(6).allMatch(line -> line.startsWith("order "));
    }

    @Test
    void aProducerMayGetNoAnswerAndSendsTwice(FirehoseClient firehose, S3Client s3, HydrantControl control) {
        createStream(firehose, s3);
        control.faults()
                .add(FaultRule.at("firehose")
                        .operation("PutRecord")
                        .connection("reset")
                        .lostResponse()
                        .times(1));

        put(firehose, "order\n"); // the SDK tries again

        control.flush("orders");
        assertThat(arrived(s3)).containsExactly("order", "order");
    }

    @Test
    @Fault(hop = "firehose", operation = "CreateDeliveryStream", error = "LimitExceededException")
    void aRefusalHasTheShapeOfTheService(FirehoseClient firehose, S3Client s3) {
        assertThatThrownBy(() -> createStream(firehose, s3)).isInstanceOf(FirehoseException.class);
    }
}
