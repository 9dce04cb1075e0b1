package io.hydrant.firehose.api;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.hydrant.firehose.configuration.DestinationConfiguration;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.support.TestDestinations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.firehose.model.UpdateDestinationRequest;

import static io.hydrant.firehose.api.Examples.CONTEXT;
import static io.hydrant.firehose.api.Examples.FUNCTION;
import static io.hydrant.firehose.api.Examples.ROLE;
import static io.hydrant.firehose.api.Examples.and;
import static io.hydrant.firehose.api.Examples.assertInvalid;
import static io.hydrant.firehose.api.Examples.bucket;
import static io.hydrant.firehose.api.Examples.conversion;
import static io.hydrant.firehose.api.Examples.create;
import static io.hydrant.firehose.api.Examples.hints;
import static io.hydrant.firehose.api.Examples.lambda;
import static io.hydrant.firehose.api.Examples.partitioned;
import static io.hydrant.firehose.api.Examples.processing;
import static io.hydrant.firehose.api.Examples.processor;
import static io.hydrant.firehose.api.Examples.smallest;
import static io.hydrant.firehose.api.Examples.tree;
import static io.hydrant.firehose.api.Examples.update;
import static io.hydrant.firehose.api.Examples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class DestinationsMergeTest {
    private static DestinationConfiguration stored(DestinationType kind, Object... more) {
        return Configured.destination(create(kind, and(smallest(kind), more)), CONTEXT);
    }

    private static DestinationConfiguration partitioning() {
        Map<String, Object> members = with(bucket(), partitioned("c=!{partitionKeyFromQuery:c}/"));
        return Configured.destination(create(TestDestinations.EXTENDED_S3, members), CONTEXT);
    }

    @ParameterizedTest
    @MethodSource("io.hydrant.support.TestDestinations#all")
    void anUpdateThatChangesNothingGivesAnEqualValue(DestinationType kind) {
        DestinationConfiguration current = stored(kind);

        assertThat(Configured.merged(current, update(kind, tree()), CONTEXT)).isEqualTo(current);
    }

    @Test
    void keepsTheMembersThatAreOmitted() {
        DestinationConfiguration current =
                stored(TestDestinations.EXTENDED_S3, "Prefix", "a/", "BufferingHints", hints(60, 1));

        DestinationConfiguration next =
                Configured.merged(current, update(TestDestinations.EXTENDED_S3, tree("Prefix", "b/")), CONTEXT);

        assertThat(next.members()).isEqualTo(and(current.members(), "Prefix", "b/"));
    }

    @Test
    void replacesProcessingAsAWhole() {
        DestinationConfiguration current = stored(
                TestDestinations.EXTENDED_S3, "ProcessingConfiguration", processing(lambda("LambdaArn", FUNCTION)));

        DestinationConfiguration next = Configured.merged(
                current,
                update(TestDestinations.EXTENDED_S3, tree("ProcessingConfiguration", tree("Enabled", false))),
                CONTEXT);

        assertThat(next.members().get("ProcessingConfiguration"))
                .isEqualTo(tree("Enabled", false, "Processors", List.of()));
    }

    @Test
    void mergesTheSchemaOfAConversion() {
        DestinationConfiguration current =
                stored(TestDestinations.EXTENDED_S3, "DataFormatConversionConfiguration", conversion());

        DestinationConfiguration next = Configured.merged(
                current,
                update(
                        TestDestinations.EXTENDED_S3,
                        tree(
                                "DataFormatConversionConfiguration",
                                tree("SchemaConfiguration", tree("TableName", "other")))),
                CONTEXT);

        assertThat(next.members().get("DataFormatConversionConfiguration"))
                .isEqualTo(and(
                        conversion(),
                        "Enabled",
                        true,
                        "SchemaConfiguration",
                        tree("RoleARN", ROLE, "DatabaseName", "d", "TableName", "other")));
    }

    @Test
    void refusesConversionOnAStreamWithASmallBuffer() {
        DestinationConfiguration current = stored(TestDestinations.EXTENDED_S3);

        assertInvalid(
                () -> Configured.merged(
                        current,
                        update(TestDestinations.EXTENDED_S3, tree("DataFormatConversionConfiguration", conversion())),
                        CONTEXT),
                "BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled.");
    }

    @Test
    void mergesANestedBucketMemberByMember() {
        DestinationConfiguration current = stored(TestDestinations.HTTP_ENDPOINT);

        DestinationConfiguration next = Configured.merged(
                current, update(TestDestinations.HTTP_ENDPOINT, tree("S3Update", tree("Prefix", "p/"))), CONTEXT);

        assertThat(next.members())
                .isEqualTo(and(
                        current.members(),
                        "S3Configuration",
                        and(Members.structure(current.members(), "S3Configuration"), "Prefix", "p/")));
    }

    @Test
    void addsABackupOnceAndForAll() {
        DestinationConfiguration plain = stored(TestDestinations.EXTENDED_S3);

        DestinationConfiguration backedUp = Configured.merged(
                plain,
                update(TestDestinations.EXTENDED_S3, tree("S3BackupMode", "Enabled", "S3BackupUpdate", bucket())),
                CONTEXT);

        assertThat(Members.structure(backedUp.members(), "S3BackupConfiguration"))
                .containsEntry("CompressionFormat", "UNCOMPRESSED");
        assertInvalid(
                () -> Configured.merged(
                        backedUp, update(TestDestinations.EXTENDED_S3, tree("S3BackupMode", "Disabled")), CONTEXT),
                "Disabling S3 backup is not currently supported.");
    }

    @Test
    void turnsAPlainBucketIntoAnExtendedOne() {
        DestinationConfiguration next = Configured.merged(
                stored(TestDestinations.S3),
                update(TestDestinations.EXTENDED_S3, tree("FileExtension", ".json")),
                CONTEXT);

        assertThat(next).isEqualTo(stored(TestDestinations.EXTENDED_S3, "FileExtension", ".json"));
    }

    @Test
    void anUpdateOfThePlainTwinKeepsTheExtendedMembers() {
        DestinationConfiguration current = stored(TestDestinations.EXTENDED_S3, "FileExtension", ".json");

        DestinationConfiguration next =
                Configured.merged(current, update(TestDestinations.S3, tree("CompressionFormat", "GZIP")), CONTEXT);

        assertThat(next)
                .isEqualTo(stored(TestDestinations.EXTENDED_S3, "FileExtension", ".json", "CompressionFormat", "GZIP"));
    }

    @Test
    void switchesToAnotherDestinationWhenItIsComplete() {
        Map<String, Object> members = smallest(TestDestinations.HTTP_ENDPOINT);
        Map<String, Object> complete = Members.renamed(members, "S3Configuration", "S3Update");
        DestinationConfiguration current = stored(TestDestinations.EXTENDED_S3, "Prefix", "a/");

        assertThat(Configured.merged(current, update(TestDestinations.HTTP_ENDPOINT, complete), CONTEXT))
                .isEqualTo(stored(TestDestinations.HTTP_ENDPOINT));
        assertInvalid(
                () -> Configured.merged(
                        current,
                        update(TestDestinations.HTTP_ENDPOINT, Members.without(complete, "EndpointConfiguration")),
                        CONTEXT),
                "HttpEndpointDestinationUpdate.EndpointConfiguration must not be null");
        assertInvalid(
                () -> Configured.merged(
                        current,
                        update(TestDestinations.HTTP_ENDPOINT, and(complete, "S3Update", tree("RoleARN", ROLE))),
                        CONTEXT),
                "S3Configuration.BucketARN must not be null");
    }

    static Stream<Arguments> refusals() {
        String partitioned = "DynamicPartitioningConfiguration";
        return Stream.of(
                arguments(
                        stored(TestDestinations.S3),
                        update(TestDestinations.ELASTICSEARCH, tree()),
                        "Changing the destination type to or from Elasticsearch is not supported at this time."),
                arguments(
                        stored(TestDestinations.AMAZON_OPENSEARCH_SERVICE),
                        update(TestDestinations.EXTENDED_S3, bucket()),
                        "Changing the destination type to or from AmazonOpenSearchService is not supported at this "
                                + "time."),
                arguments(
                        stored(TestDestinations.S3),
                        UpdateDestinationRequest.builder().build(),
                        "At least one destination or source configuration update must be provided"),
                arguments(
                        stored(TestDestinations.EXTENDED_S3),
                        update(TestDestinations.EXTENDED_S3, tree("BufferingHints", tree("IntervalInSeconds", 60))),
                        "Both SizeInMBs and IntervalInSeconds must be specified in BufferingHints."),
                arguments(
                        stored(TestDestinations.HTTP_ENDPOINT),
                        update(TestDestinations.HTTP_ENDPOINT, tree("S3BackupMode", "AllData")),
                        "Changing S3BackupMode from FailedDataOnly to AllData is not supported."),
                arguments(
                        stored(TestDestinations.SPLUNK, "S3BackupMode", "AllEvents"),
                        update(TestDestinations.SPLUNK, tree("S3BackupMode", "FailedEventsOnly")),
                        "Changing S3BackupMode from AllEvents to FailedEventsOnly is not supported."),
                arguments(
                        stored(TestDestinations.SNOWFLAKE, "S3BackupMode", "AllData"),
                        update(TestDestinations.SNOWFLAKE, tree("S3BackupMode", "FailedDataOnly")),
                        "Changing S3BackupMode from AllData to FailedDataOnly is not supported."),
                arguments(
                        stored(TestDestinations.EXTENDED_S3),
                        update(TestDestinations.EXTENDED_S3, tree(partitioned, tree("Enabled", true))),
                        "Dynamic Partitioning can only be enabled when a new Firehose is created."),
                arguments(
                        partitioning(),
                        update(TestDestinations.EXTENDED_S3, tree(partitioned, tree("Enabled", false))),
                        "Disabling Dynamic Partitioning is not supported."),
                arguments(
                        stored(TestDestinations.EXTENDED_S3),
                        update(
                                TestDestinations.EXTENDED_S3,
                                tree("ProcessingConfiguration", processing(processor("Decompression")))),
                        "Enabling source decompression is not supported for existing stream with no Lambda function "
                                + "attached."));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithTheServicesText(
            DestinationConfiguration current, UpdateDestinationRequest request, String message) {
        assertInvalid(() -> Configured.merged(current, request, CONTEXT), message);
    }

    @Test
    void splunkMayWidenItsBackup() {
        DestinationConfiguration next = Configured.merged(
                stored(TestDestinations.SPLUNK),
                update(TestDestinations.SPLUNK, tree("S3BackupMode", "AllEvents")),
                CONTEXT);

        assertThat(next.members()).containsEntry("S3BackupMode", "AllEvents");
    }

    @Test
    void changesTheRetryOfPartitioning() {
        DestinationConfiguration current = partitioning();

        DestinationConfiguration next = Configured.merged(
                current,
                update(
                        TestDestinations.EXTENDED_S3,
                        tree("DynamicPartitioningConfiguration", tree("RetryOptions", tree("DurationInSeconds", 10)))),
                CONTEXT);

        assertThat(next.members())
                .containsEntry(
                        "DynamicPartitioningConfiguration",
                        tree("Enabled", true, "RetryOptions", tree("DurationInSeconds", 10)));
    }

    @Test
    void aNewEndpointOfADomainTakesThePlaceOfItsArn() {
        DestinationConfiguration next = Configured.merged(
                stored(TestDestinations.ELASTICSEARCH),
                update(TestDestinations.ELASTICSEARCH, tree("ClusterEndpoint", "https://search.example")),
                CONTEXT);

        assertThat(next.members())
                .containsEntry("ClusterEndpoint", "https://search.example")
                .doesNotContainKey("DomainARN");
    }
}
