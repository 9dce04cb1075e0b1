package io.hydrant.it;

import java.util.List;
import java.util.Locale;

import io.hydrant.Hydrant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Buckets of the embedded S3 through the unmodified SDK: where they lie, and what is told of them. */
class S3BucketsIT {
    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final Hydrant hydrant = running.hydrant();
    private final S3Client s3 = running.clients().s3;

    /** As recorded on AWS; from us-east-1 every Region may be named. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            CLIENT    | CONSTRAINT     | REGION         | TOLD
            us-east-1 |                | us-east-1      |
            us-east-1 | eu-central-1   | eu-central-1   | eu-central-1
            us-east-1 | ap-southeast-7 | ap-southeast-7 | ap-southeast-7
            us-east-1 | EU             | eu-west-1      | EU
            eu-west-1 | EU             | eu-west-1      | EU
            eu-west-1 | eu-west-1      | eu-west-1      | eu-west-1
            my-test-1 | my-test-1      | my-test-1      | my-test-1
            """)
    void aBucketLiesWhereItsConstraintSays(String client, String constraint, String region, String told) {
        String bucket = "in-" + client + (constraint == null ? "" : "-" + constraint.toLowerCase(Locale.ROOT));
        try (ClientsOf there = ClientsOf.account(hydrant, ClientsOf.DEFAULT_ACCOUNT, client)) {
            String location = create(there.s3, bucket, constraint);

            HeadBucketResponse head = there.s3.headBucket(b -> b.bucket(bucket));
            assertThat(head.bucketRegion()).isEqualTo(region);
            assertThat(there.s3.getBucketLocation(b -> b.bucket(bucket)).locationConstraintAsString())
                    .isEqualTo(told == null ? "" : told);
            assertThat(location)
                    .isEqualTo(
                            region.equals("us-east-1")
                                    ? "/" + bucket
                                    : "http://" + bucket + "."
                                            + hydrant.endpoint().getAuthority() + "/");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            CLIENT    | CONSTRAINT | CODE                               | TEXT
            us-east-1 | us-east-1  | InvalidLocationConstraint          | The specified location-constraint is not valid
            us-east-1 | foo        | InvalidLocationConstraint          | The specified location-constraint is not valid
            us-east-1 | eu-east-1  | InvalidLocationConstraint          | The specified location-constraint is not valid
            us-east-1 | cn-north-1 | InvalidLocationConstraint          | The specified location-constraint is not valid
            us-east-1 | aws-global | InvalidLocationConstraint          | The specified location-constraint is not valid
            us-west-2 | us-east-1  | IllegalLocationConstraintException | The us-east-1 location constraint is
            us-west-2 | us-west-1  | IllegalLocationConstraintException | The us-west-1 location constraint is
            us-west-2 | EU         | IllegalLocationConstraintException | The EU location constraint is
            eu-west-1 | bar        | IllegalLocationConstraintException | The bar location constraint is
            """)
    void anotherConstraintIsRefused(String client, String constraint, String code, String text) {
        try (ClientsOf there = ClientsOf.account(hydrant, ClientsOf.DEFAULT_ACCOUNT, client)) {
            S3Exception refused =
                    catchThrowableOfType(S3Exception.class, () -> create(there.s3, "nowhere", constraint));

            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refused.awsErrorDetails().errorMessage()).startsWith(text);
            assertThat(names(there.s3)).doesNotContain("nowhere");
        }
    }

    /** Only in us-east-1 for a bucket that lies there; recorded from AWS. */
    @Test
    void aRepetitionChangesNothingOrIsRefused() {
        s3.createBucket(b -> b.bucket("twice").objectOwnership(ObjectOwnership.OBJECT_WRITER));
        create(s3, "twice-there", "us-west-1");

        s3.createBucket(b -> b.bucket("twice").objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED));
        assertThat(s3.getBucketOwnershipControls(b -> b.bucket("twice"))
                        .ownershipControls()
                        .rules()
                        .get(0)
                        .objectOwnership())
                .isEqualTo(ObjectOwnership.OBJECT_WRITER);
        for (String constraint : new String[] {"us-west-1", "us-east-2", null}) {
            assertThat(code(() -> create(s3, "twice-there", constraint))).isEqualTo("BucketAlreadyOwnedByYou");
        }
        assertThat(code(() -> create(s3, "twice", "us-west-1"))).isEqualTo("BucketAlreadyOwnedByYou");
        assertThat(code(() -> s3.createBucket(b -> b.bucket("twice")
                        .createBucketConfiguration(
                                c -> c.tags(Tag.builder().key("k").value("v").build())))))
                .isEqualTo("BucketAlreadyOwnedByYou");
    }

    @Test
    void aRefusalLeavesNoBucketBehind() {
        assertThat(code(() -> s3.createBucket(b -> b.bucket("refused").acl(BucketCannedACL.PUBLIC_READ))))
                .isEqualTo("InvalidBucketAclWithObjectOwnership");
        assertThat(code(() -> s3.createBucket(b -> b.bucket("refused").acl("everybody"))))
                .isEqualTo("InvalidArgument");
        assertThat(code(() -> s3.createBucket(b -> b.bucket("refused").objectOwnership("nobody"))))
                .isEqualTo("InvalidArgument");

        assertThat(names(s3)).doesNotContain("refused");
        s3.createBucket(b ->
                b.bucket("allowed").acl(BucketCannedACL.PUBLIC_READ).objectOwnership(ObjectOwnership.OBJECT_WRITER));
    }

    /** Recorded from AWS: without a filter or a page, no Region is told. */
    @Test
    void theRegionIsToldOnlyToAFilterOrAPage() {
        s3.createBucket(b -> b.bucket("listed"));

        assertThat(s3.listBuckets().buckets()).extracting(Bucket::bucketRegion).containsOnlyNulls();
        assertThat(s3.listBuckets(b -> b.prefix("listed")).buckets())
                .extracting(Bucket::bucketRegion)
                .containsExactly("us-east-1");
        assertThat(s3.listBuckets(b -> b.maxBuckets(1)).buckets())
                .extracting(Bucket::bucketRegion)
                .doesNotContainNull();
        assertThat(s3.listBuckets(b -> b.bucketRegion("us-east-1")).buckets())
                .extracting(Bucket::bucketRegion)
                .containsOnly("us-east-1");
    }

    private static String create(S3Client client, String bucket, String constraint) {
        return client.createBucket(b -> {
                    b.bucket(bucket).createBucketConfiguration(c -> c.locationConstraint(constraint));
                })
                .location();
    }

    private static List<String> names(S3Client client) {
        return client.listBuckets().buckets().stream().map(Bucket::name).toList();
    }

    private static String code(ThrowingCallable call) {
        return catchThrowableOfType(S3Exception.class, call).awsErrorDetails().errorCode();
    }
}
