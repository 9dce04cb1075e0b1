package io.hydrant.firehose.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.SourceConfiguration;
import io.hydrant.firehose.configuration.UnsupportedFeature;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.source.SourceKind;
import io.hydrant.support.TestDestinations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    private static DestinationConfiguration stored(DestinationType kind, Object... more) {
        return Configured.destination(create(kind, and(smallest(kind), more)), CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S3", "ExtendedS3"})
    void aBucketShowsBothForms(String name) {
        DestinationType kind = TestDestinations.named(name);
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
    void thePlainFormLacksTheExtendedMembers() {
        DestinationDescription shown = Configured.shown(
                stored(TestDestinations.EXTENDED_S3, "S3BackupMode", "Enabled", "S3BackupConfiguration", bucket()));

        assertThat(shown.extendedS3DestinationDescription()
                        .s3BackupDescription()
                        .bucketARN())
                .isEqualTo("arn:aws:s3:::lake");
        assertThat(SdkTrees.toTree(shown.s3DestinationDescription()))
                .doesNotContainKeys("S3BackupMode", "S3BackupDescription");
    }

    static Stream<DestinationType> others() {
        return TestDestinations.all().stream()
                .filter(type -> type != TestDestinations.S3 && type != TestDestinations.EXTENDED_S3);
    }

    @ParameterizedTest
    @MethodSource("others")
    void everyOtherDestinationShowsItselfAndItsBucket(DestinationType kind) {
        Map<String, Object> shown = SdkTrees.toTree(Configured.shown(stored(kind)));

        assertThat(shown).containsOnlyKeys("DestinationId", kind.descriptionMember());
        assertThat(Members.structure(Members.structure(shown, kind.descriptionMember()), "S3DestinationDescription"))
                .containsEntry("CompressionFormat", "UNCOMPRESSED")
                .containsEntry("BucketARN", "arn:aws:s3:::lake");
    }

    @ParameterizedTest
    @MethodSource("io.hydrant.support.TestDestinations#all")
    void secretsAreWithheldExceptTheTokenOfSplunk(DestinationType kind) {
        String shown = SdkTrees.toTree(Configured.shown(stored(kind))).toString();

        if (kind == TestDestinations.SPLUNK) {
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
        DestinationConfiguration stored = stored(TestDestinations.ELASTICSEARCH, "VpcConfiguration", vpc);

        var shown =
                Configured.shown(stored).elasticsearchDestinationDescription().vpcConfigurationDescription();

        assertThat(shown.subnetIds()).containsExactly("subnet-1");
        assertThat(shown.vpcId()).matches("vpc-[0-9a-f]{17}");
    }

    @Test
    void saysWhatIsNotImplemented() {
        DestinationConfiguration destination = stored(
                TestDestinations.EXTENDED_S3,
                "ProcessingConfiguration",
                processing(lambda("LambdaArn", FUNCTION)),
                "S3BackupMode",
                "Enabled",
                "S3BackupConfiguration",
                and(
                        bucket(),
                        "CloudWatchLoggingOptions",
                        tree("Enabled", true, "LogGroupName", "g", "LogStreamName", "n")));
        SourceConfiguration source = new SourceConfiguration(SourceKind.DatabaseAsSource, Map.of());

        assertThat(UnsupportedFeature.sentences(destination, source))
                .containsExactly("DatabaseSourceConfiguration: the source is not read yet");
        assertThat(UnsupportedFeature.sentences(
                        stored(
                                TestDestinations.REDSHIFT,
                                "ProcessingConfiguration",
                                processing(lambda("LambdaArn", FUNCTION))),
                        source))
                .containsExactly(
                        "RedshiftDestinationConfiguration: records are buffered and sealed; delivery is not implemented yet",
                        "RedshiftDestinationConfiguration.ProcessingConfiguration: processors are not run yet",
                        "DatabaseSourceConfiguration: the source is not read yet");
    }
}
