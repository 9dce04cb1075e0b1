package io.hydrant.testing.junit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.hydrant.Hydrant;
import io.hydrant.control.HydrantControl;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.Processor;
import software.amazon.awssdk.services.firehose.model.ProcessorParameter;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;

class HydrantExtensionTest {
    private static void create(FirehoseClient firehose, String stream, String bucket) {
        firehose.createDeliveryStream(r -> r.deliveryStreamName(stream)
                .extendedS3DestinationConfiguration(c ->
                        c.roleARN("arn:aws:iam::000000000000:role/delivery").bucketARN("arn:aws:s3:::" + bucket)));
    }

    @Nested
    @HydrantTest(settings = "HYDRANT_ENCRYPTION_LAG=0s")
    class AServerPerClass {
        @Test
        void givesClientsOfOneAccount(FirehoseClient firehose, KmsClient kms, S3Client s3, HydrantControl control) {
            s3.createBucket(r -> r.bucket("lake"));
            create(firehose, "orders", "lake");
            String key = kms.createKey().keyMetadata().arn();
            firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                    .deliveryStreamEncryptionConfigurationInput(
                            i -> i.keyType("CUSTOMER_MANAGED_CMK").keyARN(key)));
            control.advance(Duration.ofSeconds(1));
            assertThat(firehose.putRecord(r -> r.deliveryStreamName("orders")
                                    .record(d -> d.data(SdkBytes.fromUtf8String("hello"))))
                            .encrypted())
                    .isTrue();

            control.flush("orders");
            assertThat(control.awaitDelivered("orders", 1, Duration.ofMinutes(1)))
                    .contains("\"DELIVERED\"");
            assertThat(s3.listObjectsV2(r -> r.bucket("lake")).contents()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void beginsEachTestWithNothing(int round, FirehoseClient firehose, Hydrant hydrant, HydrantControl control) {
            assertThat(firehose.listDeliveryStreams().deliveryStreamNames()).isEmpty();
            assertThat(control.clock()).contains("\"offset\":\"PT");
            assertThat(hydrant.control().clock()).doesNotContain("PT24H");

            create(firehose, "left-behind", "lake");
            control.advance(Duration.ofHours(24));
            assertThat(firehose.listDeliveryStreams().deliveryStreamNames()).hasSize(1);
        }
    }

    @Nested
    @HydrantTest
    @Fault(hop = "firehose", operation = "ListDeliveryStreams", error = "InternalFailure", times = 1)
    class FaultsOfATest {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void areInForceBeforeEachTest(int round, FirehoseClient firehose, HydrantControl control) {
            assertThat(firehose.listDeliveryStreams().deliveryStreamNames()).isEmpty();

            assertThat(control.faults().list()).containsOnlyOnce("\"state\":\"spent\"");
        }

        @Test
        @Fault(
                hop = "firehose",
                operation = "PutRecordBatch",
                records = {0},
                times = 1)
        @Fault("{\"on\": {\"hop\": \"firehose\", \"operation\": \"PutRecordBatch\"}, \"then\": {\"records\": [1]}}")
        void ofTheMethodComeAfterThoseOfTheClass(FirehoseClient firehose, S3Client s3, HydrantControl control) {
            s3.createBucket(r -> r.bucket("lake"));
            create(firehose, "orders", "lake");

            assertThat(failed(firehose)).containsExactly(true, false);
            assertThat(failed(firehose)).containsExactly(false, true);
            assertThat(control.faults().list()).contains("ListDeliveryStreams", "\"asked\":1");
        }

        private List<Boolean> failed(FirehoseClient firehose) {
            Record record =
                    Record.builder().data(SdkBytes.fromUtf8String("hello")).build();
            return firehose
                    .putRecordBatch(r -> r.deliveryStreamName("orders").records(record, record))
                    .requestResponses()
                    .stream()
                    .map(entry -> entry.errorCode() != null)
                    .toList();
        }

        @Test
        void ofOtherMethodsAreGone(Hydrant hydrant) {
            assertThat(hydrant.control().faults().list()).doesNotContain("PutRecordBatch");
        }

        @Nested
        class InAnInnerClass {
            @Test
            @Fault(hop = "s3", error = "SlowDown", probability = 0.5)
            void thoseOfTheOuterClassHoldToo(HydrantControl control) {
                assertThat(control.faults().list()).contains("ListDeliveryStreams", "SlowDown", "\"seed\":0");
            }
        }
    }

    @Nested
    @HydrantTest
    class FunctionsOfATest {
        @HydrantFunction("enrich")
        String enrich(String event) {
            return event.replace("{\"recordId\"", "{\"result\":\"Ok\",\"recordId\"");
        }

        @HydrantFunction("fail")
        static String fail(String event) throws IOException {
            throw new IOException("no luck");
        }

        @Test
        void answerForTheStreamsOfATest(FirehoseClient firehose, S3Client s3, HydrantControl control) {
            s3.createBucket(r -> r.bucket("lake"));
            createWith(firehose, "enriched", "enrich");
            createWith(firehose, "failed", "fail");
            for (String stream : List.of("enriched", "failed")) {
                firehose.putRecord(
                        r -> r.deliveryStreamName(stream).record(d -> d.data(SdkBytes.fromUtf8String("hello"))));
            }

            control.advance(Duration.ofMinutes(15));

            assertThat(control.awaitDelivered("enriched", 1)).contains("\"DELIVERED\"");
            assertThat(control.deliveries("failed")).contains("The function threw java.io.IOException: no luck.");
        }

        private static void createWith(FirehoseClient firehose, String stream, String function) {
            firehose.createDeliveryStream(r -> r.deliveryStreamName(stream)
                    .extendedS3DestinationConfiguration(c -> c.roleARN("arn:aws:iam::000000000000:role/delivery")
                            .bucketARN("arn:aws:s3:::lake")
                            .processingConfiguration(p -> p.enabled(true)
                                    .processors(Processor.builder()
                                            .type("Lambda")
                                            .parameters(ProcessorParameter.builder()
                                                    .parameterName("LambdaArn")
                                                    .parameterValue("arn:aws:lambda:us-east-1:000000000000:function:"
                                                            + function)
                                                    .build())
                                            .build()))));
        }

        @Test
        void answerForTheirNamesWhileATestRuns(Hydrant hydrant) {
            assertThat(hydrant.control().resources())
                    .contains("\"name\":\"enrich\",\"standsFor\":\"a function of this process\"");

            hydrant.removeLambda("enrich");

            assertThat(hydrant.control().resources()).doesNotContain("enrich");
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    @HydrantTest(server = HydrantTest.Server.PER_JVM)
    class AServerPerJvm {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void givesEachTestAnAccountOfItsOwn(int round, FirehoseClient firehose) {
            create(firehose, "same-name", "lake");

            assertThat(firehose.listDeliveryStreams().deliveryStreamNames()).containsExactly("same-name");
        }
    }
}
