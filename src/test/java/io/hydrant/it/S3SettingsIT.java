package io.hydrant.it;

import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tiering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Configurations of buckets in the embedded S3 through the unmodified SDK: what is refused, completed and told. */
class S3SettingsIT {
    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final S3Client s3 = running.clients().s3;

    @BeforeAll
    static void prepare() {
        running.clients().s3.createBucket(b -> b.bucket("settings"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled", "Disabled", "ENABLED", " "})
    void aStatusOfVersioningThatDoesNotExistIsMalformed(String status) {
        s3.createBucket(b -> b.bucket("unversioned"));

        refused(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema",
                () -> s3.putBucketVersioning(
                        b -> b.bucket("unversioned").versioningConfiguration(c -> c.status(status))));
        refused(
                "IllegalVersioningConfigurationException",
                "The Versioning element must be specified",
                () -> s3.putBucketVersioning(b -> b.bucket("unversioned").versioningConfiguration(c -> {})));
        assertThat(s3.getBucketVersioning(b -> b.bucket("unversioned")).status())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            POLICY              | TEXT
            random              | Policies must be valid JSON and the first byte must be '{'
            ` {"Statement":[]}` | Policies must be valid JSON and the first byte must be '{'
            []                  | Policies must be valid JSON and the first byte must be '{'
            {                   | This policy contains invalid Json
            {}                  | Missing required field Statement
            """)
    void aPolicyThatIsNoneIsRefused(String policy, String text) {
        refused(
                "MalformedPolicy",
                text,
                () -> s3.putBucketPolicy(b -> b.bucket("settings").policy(policy)));
        refused(
                "NoSuchBucketPolicy",
                "The bucket policy does not exist",
                () -> s3.getBucketPolicy(b -> b.bucket("settings")));
    }

    /** Recorded from AWS, with AES256 that every bucket has anyway. */
    @Test
    void anObjectMayBeCopiedOntoItselfWhereTheBucketHasItsOwnEncryption() {
        s3.createBucket(b -> b.bucket("encrypted"));
        s3.putObject(b -> b.bucket("encrypted").key("key"), RequestBody.fromString("x"));
        ThrowingCallable copy = () -> s3.copyObject(b -> b.sourceBucket("encrypted")
                .sourceKey("key")
                .destinationBucket("encrypted")
                .destinationKey("key"));

        assertThat(catchThrowableOfType(S3Exception.class, copy)
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidRequest");
        s3.putBucketEncryption(b -> b.bucket("encrypted")
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AES256))
                        .build())));
        assertThatCode(copy).doesNotThrowAnyException();
        s3.deleteBucketEncryption(b -> b.bucket("encrypted"));
        assertThat(catchThrowableOfType(S3Exception.class, copy).statusCode()).isEqualTo(400);
    }

    @Test
    void bypassingALockNeedsALock() {
        String text = "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.";
        s3.createBucket(b -> b.bucket("locked").objectLockEnabledForBucket(true));

        for (boolean bypass : new boolean[] {true, false}) {
            refused(
                    "InvalidArgument",
                    text,
                    () -> s3.deleteObject(b -> b.bucket("settings").key("key").bypassGovernanceRetention(bypass)));
            refused(
                    "InvalidArgument",
                    text,
                    () -> s3.deleteObjects(b -> b.bucket("settings")
                            .delete(d -> d.objects(
                                    ObjectIdentifier.builder().key("key").build()))
                            .bypassGovernanceRetention(bypass)));
            s3.deleteObject(b -> b.bucket("locked").key("key").bypassGovernanceRetention(bypass));
        }
    }

    @Test
    void aConfigurationUnderAnIdIsAnsweredWithoutContent() {
        for (SdkResponse answer : List.<SdkResponse>of(
                s3.putBucketMetricsConfiguration(
                        b -> b.bucket("settings").id("m").metricsConfiguration(c -> c.id("m"))),
                s3.putBucketInventoryConfiguration(
                        b -> b.bucket("settings").id("i").inventoryConfiguration(c -> c.id("i")
                                .isEnabled(true)
                                .includedObjectVersions("All")
                                .schedule(s -> s.frequency("Daily"))
                                .destination(d -> d.s3BucketDestination(
                                        t -> t.bucket("arn:aws:s3:::settings").format("CSV"))))),
                s3.putBucketAnalyticsConfiguration(
                        b -> b.bucket("settings").id("a").analyticsConfiguration(c -> c.id("a")
                                .storageClassAnalysis(a -> {}))),
                s3.putBucketIntelligentTieringConfiguration(
                        b -> b.bucket("settings").id("t").intelligentTieringConfiguration(c -> c.id("t")
                                .status("Enabled")
                                .tierings(Tiering.builder()
                                        .days(90)
                                        .accessTier("ARCHIVE_ACCESS")
                                        .build()))))) {
            assertThat(answer.sdkHttpResponse().statusCode()).isEqualTo(204);
        }
    }

    private static void refused(String code, String text, ThrowingCallable call) {
        S3Exception refused = catchThrowableOfType(S3Exception.class, call);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(text);
    }
}
