package io.hydrant.it;

import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Notification configurations of the embedded S3 through the unmodified SDK: completed, told and refused. */
class S3NotificationIT {
    private static final String BUCKET = "notification";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:queue";

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final S3Client s3 = running.clients().s3;

    @BeforeAll
    static void prepare() {
        running.clients().s3.createBucket(b -> b.bucket(BUCKET));
    }

    @Test
    void aConfigurationIsToldWithAnIdAndWithTheNamesOfItsFilterRules() {
        s3.putBucketNotificationConfiguration(
                b -> b.bucket(BUCKET).notificationConfiguration(c -> c.queueConfigurations(
                                queue("s3:ObjectCreated:*", "PREFIX", "a/").toBuilder()
                                        .id(null)
                                        .build(),
                                queue("s3:ObjectRemoved:*", "suffix", ".txt").toBuilder()
                                        .id("mine")
                                        .build())
                        .eventBridgeConfiguration(e -> {})));

        GetBucketNotificationConfigurationResponse told = s3.getBucketNotificationConfiguration(b -> b.bucket(BUCKET));
        List<QueueConfiguration> queues = told.queueConfigurations();
        assertThat(queues.get(0).id()).isNotEmpty();
        assertThat(queues.get(1).id()).isEqualTo("mine");
        assertThat(queues)
                .flatExtracting(queue -> queue.filter().key().filterRules())
                .extracting(FilterRule::nameAsString, FilterRule::value)
                .containsExactly(tuple("Prefix", "a/"), tuple("Suffix", ".txt"));
        assertThat(told.eventBridgeConfiguration()).isNotNull();
        assertThat(s3.getBucketNotificationConfiguration(b -> b.bucket(BUCKET)).queueConfigurations())
                .isEqualTo(queues);

        s3.putBucketNotificationConfiguration(b -> b.bucket(BUCKET).notificationConfiguration(c -> {}));
        assertThat(s3.getBucketNotificationConfiguration(b -> b.bucket(BUCKET)).queueConfigurations())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            ARN                                      | EVENT              | NAME   | VALUE | CODE            | TEXT
            invalid-queue                            | s3:ObjectCreated:* | prefix | a     | InvalidArgument | The ARN could not be parsed
            arn:aws:sqs:us-east-1:000000000000:queue | s3:ObjectEaten:*   | prefix | a     | InvalidArgument | The event is not supported for notifications
            arn:aws:sqs:us-east-1:000000000000:queue | s3:ObjectCreated:* | INVALID| a     | InvalidArgument | filter rule name must be either prefix or suffix
            arn:aws:sqs:us-east-1:000000000000:queue | s3:ObjectCreated:* | prefix |       | MalformedXML    | The XML you provided was not well-formed or did not validate against our published schema
            arn:aws:sqs:us-east-1:000000000000:queue | s3:ObjectCreated:* |        | a     | MalformedXML    | The XML you provided was not well-formed or did not validate against our published schema
            arn:aws:sqs:us-east-1:000000000000:queue |                    | prefix | a     | MalformedXML    | The XML you provided was not well-formed or did not validate against our published schema
            """)
    void aConfigurationThatAwsRefusesIsRefused(
            String arn, String event, String name, String value, String code, String text) {
        QueueConfiguration queue =
                queue(event, name, value).toBuilder().queueArn(arn).build();

        S3Exception refused = catchThrowableOfType(
                S3Exception.class,
                () -> s3.putBucketNotificationConfiguration(
                        b -> b.bucket(BUCKET).notificationConfiguration(c -> c.queueConfigurations(queue))));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(text);
    }

    private static QueueConfiguration queue(String event, String name, String value) {
        return QueueConfiguration.builder()
                .queueArn(QUEUE)
                .eventsWithStrings(event == null ? List.of() : List.of(event))
                .filter(f -> f.key(k -> k.filterRules(
                        FilterRule.builder().name(name).value(value).build())))
                .build();
    }
}
