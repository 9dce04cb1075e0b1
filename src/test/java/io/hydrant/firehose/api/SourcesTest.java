package io.hydrant.firehose.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.source.SourceKind;
import io.hydrant.support.TestDestinations;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.firehose.model.DeliveryStreamType;
import software.amazon.awssdk.services.firehose.model.SourceDescription;

import static io.hydrant.firehose.api.Examples.CONTEXT;
import static io.hydrant.firehose.api.Examples.ROLE;
import static io.hydrant.firehose.api.Examples.and;
import static io.hydrant.firehose.api.Examples.assertInvalid;
import static io.hydrant.firehose.api.Examples.create;
import static io.hydrant.firehose.api.Examples.refusal;
import static io.hydrant.firehose.api.Examples.tree;
import static org.assertj.core.api.Assertions.assertThat;

class SourcesTest {
    private static final Instant SINCE = Instant.parse("2026-11-23T12:00:00Z");
    private static final Map<String, Object> KINESIS =
            tree("KinesisStreamARN", "arn:aws:kinesis:us-east-1:111122223333:stream/in", "RoleARN", ROLE);

    @Test
    void isDirectPutWhenTheRequestDoesNotSay() {
        SourceConfiguration source = Configured.source(create(Map.of()), CONTEXT);

        assertThat(source).isEqualTo(SourceConfiguration.directPut());
        assertThat(Configured.shown(source, Optional.of(SINCE))).isEmpty();
    }

    @Test
    void showsAThroughputHint() {
        SourceConfiguration source = Configured.source(
                create(tree("DirectPutSourceConfiguration", tree("ThroughputHintInMBs", 7))), CONTEXT);

        SourceDescription shown = Configured.shown(source, Optional.of(SINCE)).orElseThrow();

        assertThat(SdkTrees.toTree(shown))
                .isEqualTo(tree("DirectPutSourceDescription", tree("ThroughputHintInMBs", 7)));
    }

    @Test
    void showsWhereReadingFromKinesisBegan() {
        SourceConfiguration source = Configured.source(
                create(tree(
                        "DeliveryStreamType", "KinesisStreamAsSource", "KinesisStreamSourceConfiguration", KINESIS)),
                CONTEXT);

        assertThat(Configured.shown(source, Optional.of(SINCE)).map(SdkTrees::toTree))
                .contains(tree("KinesisStreamSourceDescription", and(KINESIS, "DeliveryStartTimestamp", SINCE)));
        assertThat(Configured.shown(source, Optional.empty()).map(SdkTrees::toTree))
                .contains(tree("KinesisStreamSourceDescription", KINESIS));
    }

    @Test
    void tellsOfASourceThatDoesNotBelongToTheType() {
        var request = create(tree("KinesisStreamSourceConfiguration", KINESIS));

        assertThat(Configured.source(request, CONTEXT)).isEqualTo(SourceConfiguration.directPut());
        assertThat(Configured.unusedSources(request, SourceKind.DirectPut))
                .containsExactly("KinesisStreamSourceConfiguration: a stream of type DirectPut does not use it");
    }

    @Test
    void aTypeWantsItsSource() {
        assertInvalid(
                () -> Configured.source(create(tree("DeliveryStreamType", "MSKAsSource")), CONTEXT),
                "MSKSourceConfig is mandatory for MSK as Source stream type.");
    }

    @Test
    void aStreamOfADatabaseMayBeEncryptedOnCreate() {
        var request = create(tree(
                "DeliveryStreamType", "DatabaseAsSource",
                "DatabaseSourceConfiguration", tree("Type", "MySQL"),
                "IcebergDestinationConfiguration", Examples.smallest(TestDestinations.ICEBERG),
                "DeliveryStreamEncryptionConfigurationInput", tree("KeyType", "AWS_OWNED_CMK")));

        assertThat(Configured.source(request, CONTEXT).kind()).isEqualTo(SourceKind.DatabaseAsSource);
    }

    @Test
    void aRoleOfAnotherAccountCannotBePassed() {
        String foreign = "arn:aws:iam::444455556666:role/delivery";

        assertThat(refusal(() -> Configured.source(
                                create(tree(
                                        "DeliveryStreamType",
                                        "KinesisStreamAsSource",
                                        "KinesisStreamSourceConfiguration",
                                        and(KINESIS, "RoleARN", foreign))),
                                CONTEXT))
                        .code())
                .isEqualTo("AccessDeniedException");
    }

    @Test
    void refusesEncryptionOfAStreamThatReadsFromKinesis() {
        assertInvalid(
                () -> Configured.source(
                        create(tree(
                                "DeliveryStreamType",
                                "KinesisStreamAsSource",
                                "KinesisStreamSourceConfiguration",
                                KINESIS,
                                "DeliveryStreamEncryptionConfigurationInput",
                                tree("KeyType", "AWS_OWNED_CMK"))),
                        CONTEXT),
                "Server side encryption from firehose is only allowed for direct put delivery streams and database as a "
                        + "source delivery streams");
    }

    @Test
    void knowsEveryTypeOfTheService() {
        for (SourceKind kind : SourceKind.values()) {
            assertThat(DeliveryStreamType.fromValue(kind.name()).toString()).isEqualTo(kind.name());
        }
    }
}
