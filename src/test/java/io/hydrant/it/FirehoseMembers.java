package io.hydrant.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.CreateDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DeleteDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DescribeDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.ListDeliveryStreamsRequest;
import software.amazon.awssdk.services.firehose.model.ListTagsForDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordRequest;
import software.amazon.awssdk.services.firehose.model.StartDeliveryStreamEncryptionRequest;
import software.amazon.awssdk.services.firehose.model.StopDeliveryStreamEncryptionRequest;
import software.amazon.awssdk.services.firehose.model.TagDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.UntagDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.UpdateDestinationRequest;

/** Members of requests to Firehose that mostly fit, as JSON, and the operations themselves. */
final class FirehoseMembers {
    private FirehoseMembers() {}

    /** The input of each operation by the operation's name. */
    static Map<String, SdkPojo> operations() {
        Map<String, SdkPojo> inputs = new HashMap<>();
        inputs.put("CreateDeliveryStream", CreateDeliveryStreamRequest.builder());
        inputs.put("DeleteDeliveryStream", DeleteDeliveryStreamRequest.builder());
        inputs.put("DescribeDeliveryStream", DescribeDeliveryStreamRequest.builder());
        inputs.put("ListDeliveryStreams", ListDeliveryStreamsRequest.builder());
        inputs.put("ListTagsForDeliveryStream", ListTagsForDeliveryStreamRequest.builder());
        inputs.put("PutRecord", PutRecordRequest.builder());
        inputs.put("PutRecordBatch", PutRecordBatchRequest.builder());
        inputs.put("StartDeliveryStreamEncryption", StartDeliveryStreamEncryptionRequest.builder());
        inputs.put("StopDeliveryStreamEncryption", StopDeliveryStreamEncryptionRequest.builder());
        inputs.put("TagDeliveryStream", TagDeliveryStreamRequest.builder());
        inputs.put("UntagDeliveryStream", UntagDeliveryStreamRequest.builder());
        inputs.put("UpdateDestination", UpdateDestinationRequest.builder());
        return inputs;
    }

    /** Values by the member's name. */
    static Map<String, List<String>> of(String keyId) {
        Map<String, List<String>> fitting = new HashMap<>();
        put(fitting, "DeliveryStreamName", "orders", "other", "third");
        put(fitting, "DeliveryStreamType", "DirectPut");
        put(fitting, "BucketARN", "arn:aws:s3:::lake");
        put(fitting, "RoleARN", "arn:aws:iam::000000000000:role/a");
        put(fitting, "KeyARN", "arn:aws:kms:us-east-1:000000000000:key/" + keyId);
        put(fitting, "KeyType", "CUSTOMER_MANAGED_CMK", "AWS_OWNED_CMK");
        put(fitting, "Data", "aGVsbG8=", "");
        put(fitting, "CurrentDeliveryStreamVersionId", "1", "2");
        put(fitting, "DestinationId", "destinationId-000000000001");
        put(fitting, "Prefix", "a/", "!{timestamp:yyyy}/", "!{partitionKeyFromQuery:a}/");
        put(fitting, "ErrorOutputPrefix", "e/!{firehose:error-output-type}/");
        put(fitting, "CompressionFormat", "GZIP", "UNCOMPRESSED");
        put(fitting, "CustomTimeZone", "Europe/Berlin", "UTC");
        put(fitting, "S3BackupMode", "Enabled", "Disabled");
        put(fitting, "Url", "http://127.0.0.1:9/");
        fitting.put("SizeInMBs", List.of("1", "5", "128"));
        fitting.put("IntervalInSeconds", List.of("0", "60", "900"));
        fitting.put("Limit", List.of("1", "10"));
        fitting.put("Tags", List.of("[{\"Key\":\"a\",\"Value\":\"b\"}]", "[{\"Key\":\"a\"}]"));
        fitting.put("TagKeys", List.of("[\"a\"]"));
        fitting.put("Records", List.of("[{\"Data\":\"aGVsbG8=\"}]", "[{}]", "[]"));
        fitting.put("Record", List.of("{\"Data\":\"aGVsbG8=\"}", "{}"));
        return fitting;
    }

    private static void put(Map<String, List<String>> fitting, String member, String... values) {
        List<String> quoted = new ArrayList<>();
        for (String value : values) {
            quoted.add(OddValues.quoted(value));
        }
        fitting.put(member, quoted);
    }
}
