package io.hydrant.firehose.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.member.Members;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.UpdateDestinationRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Small complete configurations and requests made of them. */
final class Examples {
    static final String ROLE = "arn:aws:iam::111122223333:role/delivery";
    static final String FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:clean";

    /** A call by the root user of the account that the roles belong to. */
    static final RuleContext CONTEXT =
            new RuleContext(Caller.root(new AccountId("111122223333")), new Region("us-east-1"));

    private Examples() {}

    static Map<String, Object> bucket() {
        return tree("RoleARN", ROLE, "BucketARN", "arn:aws:s3:::lake");
    }

    /** The smallest configuration of a kind that the service takes. */
    static Map<String, Object> smallest(DestinationType kind) {
        return switch (kind.awsName()) {
            case "S3", "ExtendedS3" -> bucket();
            case "Redshift" ->
                tree(
                        "RoleARN",
                        ROLE,
                        "ClusterJDBCURL",
                        "jdbc:redshift://c.abc.us-east-1.redshift.amazonaws.com:5439/dev",
                        "CopyCommand",
                        tree("DataTableName", "t"),
                        "Username",
                        "ann",
                        "Password",
                        "secret-word",
                        "S3Configuration",
                        bucket());
            case "Elasticsearch", "Amazonopensearchservice" ->
                tree(
                        "RoleARN",
                        ROLE,
                        "DomainARN",
                        "arn:aws:es:us-east-1:111122223333:domain/logs",
                        "IndexName",
                        "i",
                        "S3Configuration",
                        bucket());
            case "AmazonOpenSearchServerless" ->
                tree(
                        "RoleARN",
                        ROLE,
                        "CollectionEndpoint",
                        "https://c.us-east-1.aoss.amazonaws.com",
                        "IndexName",
                        "i",
                        "S3Configuration",
                        bucket());
            case "Splunk" ->
                tree(
                        "HECEndpoint", "https://splunk.example:8088",
                        "HECEndpointType", "Raw",
                        "HECToken", "secret-word",
                        "S3Configuration", bucket());
            case "HttpEndpoint" ->
                tree(
                        "EndpointConfiguration",
                        tree("Url", "https://in.example", "Name", "in", "AccessKey", "secret-word"),
                        "RoleARN",
                        ROLE,
                        "S3Configuration",
                        bucket());
            case "Snowflake" ->
                tree(
                        "AccountUrl", "https://my-account.snowflakecomputing.com",
                        "User", "ann",
                        "PrivateKey", "secret-word",
                        "KeyPassphrase", "secret-word",
                        "Database", "d",
                        "Schema", "s",
                        "Table", "t",
                        "RoleARN", ROLE,
                        "S3Configuration", bucket());
            case "Iceberg" ->
                tree(
                        "RoleARN", ROLE,
                        "CatalogConfiguration", tree("CatalogARN", "arn:aws:glue:us-east-1:111122223333:catalog"),
                        "DestinationTableConfigurationList",
                                List.of(tree("DestinationDatabaseName", "d", "DestinationTableName", "t")),
                        "S3Configuration", bucket());
            default -> throw new IllegalArgumentException(kind.awsName());
        };
    }

    static CreateDeliveryStreamRequest create(DestinationType kind, Map<String, Object> members) {
        return create(Map.of(kind.configurationMember(), members));
    }

    static CreateDeliveryStreamRequest create(Map<String, Object> members) {
        return SdkTrees.fill(CreateDeliveryStreamRequest.builder(), Members.with(members, "DeliveryStreamName", "s"))
                .build();
    }

    static UpdateDestinationRequest update(DestinationType kind, Map<String, Object> members) {
        return SdkTrees.fill(UpdateDestinationRequest.builder(), Map.of(kind.updateMember(), members))
                .build();
    }

    static Map<String, Object> lambda(String... namesAndValues) {
        return processor("Lambda", namesAndValues);
    }

    static Map<String, Object> processor(String type, String... namesAndValues) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(tree("ParameterName", namesAndValues[i], "ParameterValue", namesAndValues[i + 1]));
        }
        return tree("Type", type, "Parameters", parameters);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    static Map<String, Object> processing(Map<String, Object>... processors) {
        return tree("Enabled", true, "Processors", List.of(processors));
    }

    /** What a stream with dynamic partitioning by the field {@code c} of JSON records needs beside its bucket. */
    static Map<String, Object> partitioned(String prefix) {
        return tree(
                "Prefix",
                prefix,
                "ErrorOutputPrefix",
                "e/",
                "DynamicPartitioningConfiguration",
                tree("Enabled", true),
                "ProcessingConfiguration",
                processing(processor(
                        "MetadataExtraction", "MetadataExtractionQuery", "{c:.c}", "JsonParsingEngine", "JQ-1.6")));
    }

    static Map<String, Object> conversion() {
        return tree(
                "SchemaConfiguration", tree("RoleARN", ROLE, "DatabaseName", "d", "TableName", "t"),
                "InputFormatConfiguration", tree("Deserializer", tree("OpenXJsonSerDe", tree())),
                "OutputFormatConfiguration", tree("Serializer", tree("ParquetSerDe", tree())));
    }

    static Map<String, Object> hints(int seconds, int megabytes) {
        return tree("IntervalInSeconds", seconds, "SizeInMBs", megabytes);
    }

    static Map<String, Object> tree(Object... namesAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            tree.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return tree;
    }

    /** {@code tree} with more members. */
    static Map<String, Object> and(Map<String, Object> tree, Object... namesAndValues) {
        Map<String, Object> more = new LinkedHashMap<>(tree);
        more.putAll(tree(namesAndValues));
        return more;
    }

    /** {@code tree} with the members of {@code more}. */
    static Map<String, Object> with(Map<String, Object> tree, Map<String, Object> more) {
        Map<String, Object> both = new LinkedHashMap<>(tree);
        both.putAll(more);
        return both;
    }

    static AwsError refusal(ThrowingCallable call) {
        AwsException thrown = catchThrowableOfType(AwsException.class, call);
        assertThat(thrown).as("the call is refused").isNotNull();
        return thrown.error();
    }

    static void assertInvalid(ThrowingCallable call, String message) {
        assertThat(refusal(call)).isEqualTo(AwsError.client("InvalidArgumentException", message));
    }
}
