package io.hydrant;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.hydrant.fault.Call;
import io.hydrant.fault.Hop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules name operations of S3 as the SDK does. */
class S3OperationNamesIT {
    private static final String B = FaultyHydrant.BUCKET;

    private final FaultyHydrant world = new FaultyHydrant();
    private final List<String> sent = new ArrayList<>();
    private final S3Client s3 = world.client(S3Client.builder().forcePathStyle(true), new ExecutionInterceptor() {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            sent.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        }
    });

    @AfterEach
    void close() {
        s3.close();
        world.close();
    }

    private static List<Consumer<S3Client>> calls() {
        String upload = "no-such-upload";
        RequestBody body = RequestBody.fromString("body");
        return List.of(
                s3 -> s3.listBuckets(),
                s3 -> s3.createBucket(r -> r.bucket("another")),
                s3 -> s3.headBucket(r -> r.bucket(B)),
                s3 -> s3.deleteBucket(r -> r.bucket("another")),
                s3 -> s3.getBucketLocation(r -> r.bucket(B)),
                s3 -> s3.getBucketAcl(r -> r.bucket(B)),
                s3 -> s3.putBucketAcl(r -> r.bucket(B).acl("private")),
                s3 -> s3.getBucketPolicyStatus(r -> r.bucket(B)),
                s3 -> s3.getBucketPolicy(r -> r.bucket(B)),
                s3 -> s3.putBucketPolicy(r -> r.bucket(B).policy("{}")),
                s3 -> s3.deleteBucketPolicy(r -> r.bucket(B)),
                s3 -> s3.getBucketCors(r -> r.bucket(B)),
                s3 -> s3.deleteBucketCors(r -> r.bucket(B)),
                s3 -> s3.getBucketWebsite(r -> r.bucket(B)),
                s3 -> s3.deleteBucketWebsite(r -> r.bucket(B)),
                s3 -> s3.getBucketLifecycleConfiguration(r -> r.bucket(B)),
                s3 -> s3.putBucketLifecycleConfiguration(
                        r -> r.bucket(B).lifecycleConfiguration(c -> c.rules(List.of()))),
                s3 -> s3.deleteBucketLifecycle(r -> r.bucket(B)),
                s3 -> s3.getBucketReplication(r -> r.bucket(B)),
                s3 -> s3.deleteBucketReplication(r -> r.bucket(B)),
                s3 -> s3.getObjectLockConfiguration(r -> r.bucket(B)),
                s3 -> s3.getBucketTagging(r -> r.bucket(B)),
                s3 -> s3.deleteBucketTagging(r -> r.bucket(B)),
                s3 -> s3.getBucketOwnershipControls(r -> r.bucket(B)),
                s3 -> s3.deleteBucketOwnershipControls(r -> r.bucket(B)),
                s3 -> s3.getPublicAccessBlock(r -> r.bucket(B)),
                s3 -> s3.deletePublicAccessBlock(r -> r.bucket(B)),
                s3 -> s3.getBucketEncryption(r -> r.bucket(B)),
                s3 -> s3.deleteBucketEncryption(r -> r.bucket(B)),
                s3 -> s3.getBucketVersioning(r -> r.bucket(B)),
                s3 -> s3.putBucketVersioning(r -> r.bucket(B).versioningConfiguration(v -> v.status("Enabled"))),
                s3 -> s3.getBucketAccelerateConfiguration(r -> r.bucket(B)),
                s3 -> s3.getBucketRequestPayment(r -> r.bucket(B)),
                s3 -> s3.getBucketLogging(r -> r.bucket(B)),
                s3 -> s3.getBucketNotificationConfiguration(r -> r.bucket(B)),
                s3 -> s3.getBucketMetricsConfiguration(r -> r.bucket(B).id("a")),
                s3 -> s3.listBucketMetricsConfigurations(r -> r.bucket(B)),
                s3 -> s3.getBucketAnalyticsConfiguration(r -> r.bucket(B).id("a")),
                s3 -> s3.deleteBucketInventoryConfiguration(r -> r.bucket(B).id("a")),
                s3 -> s3.listBucketIntelligentTieringConfigurations(r -> r.bucket(B)),
                s3 -> s3.putObject(r -> r.bucket(B).key("a"), body),
                s3 -> s3.getObject(r -> r.bucket(B).key("a")),
                s3 -> s3.headObject(r -> r.bucket(B).key("a")),
                s3 -> s3.copyObject(r ->
                        r.sourceBucket(B).sourceKey("a").destinationBucket(B).destinationKey("b")),
                s3 -> s3.getObjectAcl(r -> r.bucket(B).key("a")),
                s3 -> s3.putObjectAcl(r -> r.bucket(B).key("a").acl("private")),
                s3 -> s3.getObjectTagging(r -> r.bucket(B).key("a")),
                s3 -> s3.putObjectTagging(r -> r.bucket(B).key("a").tagging(t -> t.tagSet(List.of()))),
                s3 -> s3.deleteObjectTagging(r -> r.bucket(B).key("a")),
                s3 -> s3.getObjectAttributes(r -> r.bucket(B).key("a").objectAttributesWithStrings("ETag")),
                s3 -> s3.listObjects(r -> r.bucket(B)),
                s3 -> s3.listObjectsV2(r -> r.bucket(B)),
                s3 -> s3.listObjectVersions(r -> r.bucket(B)),
                s3 -> s3.listMultipartUploads(r -> r.bucket(B)),
                s3 -> s3.createMultipartUpload(r -> r.bucket(B).key("c")),
                s3 -> s3.uploadPart(r -> r.bucket(B).key("c").uploadId(upload).partNumber(1), body),
                s3 -> s3.uploadPartCopy(r -> r.sourceBucket(B)
                        .sourceKey("a")
                        .destinationBucket(B)
                        .destinationKey("c")
                        .uploadId(upload)
                        .partNumber(1)),
                s3 -> s3.listParts(r -> r.bucket(B).key("c").uploadId(upload)),
                s3 -> s3.completeMultipartUpload(r -> r.bucket(B)
                        .key("c")
                        .uploadId(upload)
                        .multipartUpload(u -> u.parts(
                                CompletedPart.builder().partNumber(1).eTag("e").build()))),
                s3 -> s3.abortMultipartUpload(r -> r.bucket(B).key("c").uploadId(upload)),
                s3 -> s3.deleteObject(r -> r.bucket(B).key("b")),
                s3 -> s3.deleteObjects(r -> r.bucket(B)
                        .delete(d ->
                                d.objects(ObjectIdentifier.builder().key("b").build()))));
    }

    @Test
    void everyOperationIsNamedAsTheSdkNamesIt() {
        for (Consumer<S3Client> call : calls()) {
            try {
                call.accept(s3);
            } catch (SdkException refused) {
                assertThat(refused.getMessage()).isNotNull();
            }
        }

        assertThat(world.faults.asked(Hop.S3))
                .extracting(Call::operation)
                .filteredOn(name -> !name.isEmpty())
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of("CreateBucket"), sent.stream()).toList());
        assertThat(sent).hasSize(calls().size());
        String targets = world.hydrant.control().faults().targets();
        assertThat(sent).allSatisfy(name -> assertThat(targets).contains('"' + name + '"'));
    }
}
