package io.hydrant.firehose.api;

import java.util.List;
import java.util.Map;

import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.DestinationKind;
import io.hydrant.firehose.configuration.Destinations;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.configuration.SourceKind;
import io.hydrant.firehose.configuration.member.Members;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.firehose.model.DestinationDescription;

import static io.hydrant.firehose.api.Examples.CONTEXT;
import static io.hydrant.firehose.api.Examples.FUNCTION;
import static io.hydrant.firehose.api.Examples.ROLE;
import static io.hydrant.firehose.api.Examples.and;
import static io.hydrant.firehose.api.Examples.bucket;
import static io.hydrant.firehose.api.Examples.create;
import static io.hydrant.firehose.api.Examples.lambda;
import static io.hydrant.firehose.api.Examples.processing;
import static io.hydrant.firehose.api.Examples.smallest;
import static io.hydrant.firehose.api.Examples.tree;
import static org.assertj.core.api.Assertions.assertThat;

class DestinationsDescribeTest {
    private static DestinationConfiguration stored(DestinationKind kind, Object... more) {
        return Configured.destination(create(kind, and(smallest(kind), more)), CONTEXT);
    }

    @ParameterizedTest
    @EnumSource(
            value = DestinationKind.class,
            names = {"S3", "EXTENDED_S3"})
    void aBucketShowsBothTwins(DestinationKind kind) {
        Map<String, Object> plain = and(
                bucket(),
                "BufferingHints",
                Examples.hints(300, 5),
                "CompressionFormat",
                "UNCOMPRESSED",
                "EncryptionConfiguration",
                tree("NoEncryptionConfig", "NoEncryption"),
                "CloudWatchLoggingOptions",
                tree("Enabled", false));

        assertThat(SdkTrees.toTree(Configured.shown(stored(kind))))
                .isEqualTo(tree(
                        "DestinationId",
                        "destinationId-000000000001",
                        "S3DestinationDescription",
                        plain,
                        "ExtendedS3DestinationDescription",
                        and(plain, "S3BackupMode", "Disabled")));
    }

    @Test
    void thePlainTwinLacksTheExtendedMembers() {
        DestinationDescription shown = Configured.shown(
                stored(DestinationKind.EXTENDED_S3, "S3BackupMode", "Enabled", "S3BackupConfiguration", bucket()));

        assertThat(shown.extendedS3DestinationDescription()
                        .s3BackupDescription()
                        .bucketARN())
                .isEqualTo("arn:aws:s3:::lake");
        assertThat(SdkTrees.toTree(shown.s3DestinationDescription()))
                .doesNotContainKeys("S3BackupMode", "S3BackupDescription");
    }

    @ParameterizedTest
    @EnumSource(
            value = DestinationKind.class,
            mode = Mode.EXCLUDE,
            names = {"S3", "EXTENDED_S3"})
    void everyOtherDestinationShowsItselfAndItsBucket(DestinationKind kind) {
        Map<String, Object> shown = SdkTrees.toTree(Configured.shown(stored(kind)));

        assertThat(shown).containsOnlyKeys("DestinationId", kind.descriptionMember());
        assertThat(Members.structure(Members.structure(shown, kind.descriptionMember()), "S3DestinationDescription"))
                .containsEntry("CompressionFormat", "UNCOMPRESSED")
                .containsEntry("BucketARN", "arn:aws:s3:::lake");
    }

    @ParameterizedTest
    @EnumSource(DestinationKind.class)
    void secretsAreWithheldExceptTheTokenOfSplunk(DestinationKind kind) {
        String shown = SdkTrees.toTree(Configured.shown(stored(kind))).toString();

        if (kind == DestinationKind.SPLUNK) {
            assertThat(shown).contains("HECToken=secret-word");
        } else {
            assertThat(shown).doesNotContain("secret-word");
        }
        assertThat(stored(kind).toString()).contains(kind.configurationMember()).doesNotContain("secret-word");
    }

    @Test
    void showsTheVpcOfASearchDomain() {
        Map<String, Object> vpc =
                tree("SubnetIds", List.of("subnet-1"), "RoleARN", ROLE, "SecurityGroupIds", List.of("sg-1"));
        DestinationConfiguration stored = stored(DestinationKind.ELASTICSEARCH, "VpcConfiguration", vpc);

        var shown =
                Configured.shown(stored).elasticsearchDestinationDescription().vpcConfigurationDescription();

        assertThat(shown.subnetIds()).containsExactly("subnet-1");
        assertThat(shown.vpcId()).matches("vpc-[0-9a-f]{17}");
    }

    @Test
    void saysWhatIsNotCarriedOut() {
        DestinationConfiguration destination = stored(
                DestinationKind.EXTENDED_S3,
                "ProcessingConfiguration",
                processing(lambda("LambdaArn", FUNCTION)),
                "S3BackupMode",
                "Enabled",
                "S3BackupConfiguration",
                and(
                        bucket(),
                        "CloudWatchLoggingOptions",
                        tree("Enabled", true, "LogGroupName", "g", "LogStreamName", "n")));
        SourceConfiguration source = new SourceConfiguration(SourceKind.KinesisStreamAsSource, Map.of());

        assertThat(Destinations.notCarriedOut(destination, source))
                .containsExactly(
                        "ExtendedS3DestinationConfiguration.ProcessingConfiguration: processors are not run yet",
                        "KinesisStreamSourceConfiguration: the source is not read yet");
    }
}
