package io.hydrant.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.hydrant.Hydrant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListBucketMetricsConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.MetricsConfiguration;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Settings of buckets that AWS checks or completes before it keeps them. */
class S3SettingChecksIT {

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final Hydrant hydrant = running.hydrant();
    private final S3Client s3 = running.clients().s3;

    @BeforeAll
    static void prepare() {
        running.clients().s3.createBucket(b -> b.bucket("rules"));
    }

    @Test
    void whatAPublicAccessBlockDoesNotSayIsFalse() {
        s3.putPublicAccessBlock(b -> b.bucket("rules").publicAccessBlockConfiguration(c -> c.ignorePublicAcls(true)));

        PublicAccessBlockConfiguration told =
                s3.getPublicAccessBlock(b -> b.bucket("rules")).publicAccessBlockConfiguration();
        assertThat(told)
                .isEqualTo(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(false)
                        .ignorePublicAcls(true)
                        .blockPublicPolicy(false)
                        .restrictPublicBuckets(false)
                        .build());
    }

    @Test
    void aRuleOfEncryptionIsToldWithItsBucketKey() {
        s3.createBucket(b -> b.bucket("keyed"));
        for (ServerSideEncryption algorithm : List.of(ServerSideEncryption.AES256, ServerSideEncryption.AWS_KMS)) {
            s3.putBucketEncryption(b -> b.bucket("keyed")
                    .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                            .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(algorithm))
                            .build())));

            ServerSideEncryptionRule rule = s3.getBucketEncryption(b -> b.bucket("keyed"))
                    .serverSideEncryptionConfiguration()
                    .rules()
                    .get(0);
            assertThat(rule.bucketKeyEnabled()).isFalse();
            assertThat(rule.applyServerSideEncryptionByDefault().sseAlgorithm()).isEqualTo(algorithm);
        }
        s3.putBucketEncryption(b -> b.bucket("keyed")
                .serverSideEncryptionConfiguration(c -> c.rules(ServerSideEncryptionRule.builder()
                        .bucketKeyEnabled(true)
                        .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS))
                        .build())));
        assertThat(s3.getBucketEncryption(b -> b.bucket("keyed"))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .get(0)
                        .bucketKeyEnabled())
                .isTrue();
    }

    /** Documents as they come over the wire; a refused one leaves the setting as it was. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            SETTING           | DOCUMENT                                                                                            | CODE           | TEXT
            publicAccessBlock | <PublicAccessBlockConfiguration/>                                                                   | InvalidRequest | Must specify at least one configuration.
            publicAccessBlock | <PublicAccessBlockConfiguration><BlockPublicAcls>maybe</BlockPublicAcls></PublicAccessBlockConfiguration> | MalformedXML |
            publicAccessBlock | <PublicAccessBlockConfiguration><Unknown>true</Unknown></PublicAccessBlockConfiguration>            | MalformedXML   |
            ownershipControls | <OwnershipControls/>                                                                                | MalformedXML   |
            ownershipControls | <OwnershipControls><Rule/></OwnershipControls>                                                      | MalformedXML   |
            ownershipControls | <OwnershipControls><Rule><ObjectOwnership>RandomValue</ObjectOwnership></Rule></OwnershipControls>  | MalformedXML   |
            ownershipControls | <OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule></OwnershipControls> | MalformedXML |
            cors              | <CORSConfiguration/>                                                                                | MalformedXML   |
            cors              | <CORSConfiguration><CORSRule/></CORSConfiguration>                                                  | MalformedXML   |
            cors              | <CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>      | MalformedXML   |
            cors              | <CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>        | MalformedXML   |
            cors              | <CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>MYMETHOD</AllowedMethod></CORSRule></CORSConfiguration> | InvalidRequest | Found unsupported HTTP method in CORS config. Unsupported method is MYMETHOD
            cors              | <CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>get</AllowedMethod></CORSRule></CORSConfiguration> | InvalidRequest | Found unsupported HTTP method in CORS config. Unsupported method is get
            cors              | <CORSConfiguration><CORSRule><AllowedOrigin>http://*.a.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration> | InvalidRequest | AllowedOrigin "http://*.a.*" can not have more than one wildcard.
            cors              | <CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>*</ExposeHeader></CORSRule></CORSConfiguration> | InvalidRequest | ExposeHeader "*" contains wildcard. We currently do not support wildcard for ExposeHeader.
            cors              | <CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>soon</MaxAgeSeconds></CORSRule></CORSConfiguration> | MalformedXML |
            accelerate        | <AccelerateConfiguration/>                                                                          | MalformedXML   |
            accelerate        | <AccelerateConfiguration><Status>enabled</Status></AccelerateConfiguration>                         | MalformedXML   |
            accelerate        | <AccelerateConfiguration><Status>Disabled</Status></AccelerateConfiguration>                        | MalformedXML   |
            requestPayment    | <RequestPaymentConfiguration/>                                                                      | MalformedXML   |
            requestPayment    | <RequestPaymentConfiguration><Payer>requester</Payer></RequestPaymentConfiguration>                 | MalformedXML   |
            encryption        | <ServerSideEncryptionConfiguration/>                                                                | MalformedXML   |
            encryption        | <ServerSideEncryptionConfiguration><Rule><BucketKeyEnabled>perhaps</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration> | MalformedXML |
            metrics&id=a      | <MetricsConfiguration/>                                                                             | MalformedXML   |
            metrics&id=a      | <MetricsConfiguration><Id>b</Id></MetricsConfiguration>                                             | MalformedXML   |
            analytics&id=a    | <AnalyticsConfiguration><Id>b</Id><StorageClassAnalysis/></AnalyticsConfiguration>                  | MalformedXML   |
            inventory&id=a    | <InventoryConfiguration><Id>b</Id></InventoryConfiguration>                                         | IdMismatch     | Document ID does not match the specified configuration ID.
            """)
    void aDocumentThatAwsRefusesIsRefused(String setting, String document, String code, String text)
            throws IOException {
        String path = "/rules?" + setting;
        String before =
                RawHttp.exchange(hydrant.endpoint(), "GET " + path, new byte[0]).body();

        RawHttp.Answer answer = RawHttp.exchange(hydrant.endpoint(), "PUT " + path, document.getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
        if (text != null) {
            assertThat(answer.body()).contains("<Message>" + text.replace("\"", "&quot;") + "</Message>");
        }
        assertThat(withoutIds(RawHttp.exchange(hydrant.endpoint(), "GET " + path, new byte[0])
                        .body()))
                .isEqualTo(withoutIds(before));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            BUCKET       | FORMAT  | FREQUENCY | VERSIONS | FIELD  | CODE
            arn:aws:s3:::rules | CSV | Daily    | All      | Size   |
            rules        | CSV     | Daily     | All      | Size   | InvalidS3DestinationBucket
            arn:aws:s3:::rules | csv | Daily    | All      | Size   | MalformedXML
            arn:aws:s3:::rules | CSV | Hourly   | All      | Size   | MalformedXML
            arn:aws:s3:::rules | CSV | Daily    | Some     | Size   | MalformedXML
            arn:aws:s3:::rules | CSV | Daily    | All      | Weight | MalformedXML
            """)
    void anInventoryIsChecked(
            String bucket, String format, String frequency, String versions, String field, String code) {
        ThrowingCallable put = () -> s3.putBucketInventoryConfiguration(
                b -> b.bucket("rules").id("checked").inventoryConfiguration(c -> c.id("checked")
                        .isEnabled(true)
                        .includedObjectVersions(versions)
                        .optionalFieldsWithStrings(field)
                        .schedule(s -> s.frequency(frequency))
                        .destination(
                                d -> d.s3BucketDestination(t -> t.bucket(bucket).format(format)))));

        S3Exception refused = catchThrowableOfType(S3Exception.class, put);
        assertThat(refused == null ? null : refused.awsErrorDetails().errorCode())
                .isEqualTo(code);
    }

    @Test
    void aBucketWithADotCannotBeAccelerated() {
        s3.createBucket(b -> b.bucket("with.dot"));

        S3Exception refused = catchThrowableOfType(
                S3Exception.class,
                () -> s3.putBucketAccelerateConfiguration(
                        b -> b.bucket("with.dot").accelerateConfiguration(c -> c.status("Enabled"))));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
        assertThat(refused.awsErrorDetails().errorMessage())
                .isEqualTo("S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
        s3.putBucketAccelerateConfiguration(b -> b.bucket("rules").accelerateConfiguration(c -> c.status("Suspended")));
    }

    @Test
    void aclsThatAreInUseKeepTheirOwnership() {
        s3.createBucket(b -> b.bucket("shared").objectOwnership("ObjectWriter").acl("public-read"));
        assertThat(s3.getBucketAcl(b -> b.bucket("shared")).grants()).hasSize(2);
        ThrowingCallable enforce = () -> s3.putBucketOwnershipControls(b -> b.bucket("shared")
                .ownershipControls(c -> c.rules(OwnershipControlsRule.builder()
                        .objectOwnership("BucketOwnerEnforced")
                        .build())));

        assertThat(catchThrowableOfType(S3Exception.class, enforce)
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidBucketAclWithObjectOwnership");
        s3.putBucketAcl(b -> b.bucket("shared").acl("private"));
        assertThat(catchThrowableOfType(S3Exception.class, enforce)).isNull();
    }

    /** Recorded from AWS: a hundred on a page. */
    @ParameterizedTest
    @ValueSource(ints = {100, 101, 250})
    void configurationsAreListedInPagesOfAHundred(int count) {
        String bucket = "many-" + count;
        s3.createBucket(b -> b.bucket(bucket));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = String.format("m%04d", i);
            ids.add(id);
            s3.putBucketMetricsConfiguration(b -> b.bucket(bucket).id(id).metricsConfiguration(c -> c.id(id)));
        }

        List<String> told = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            String asked = token;
            ListBucketMetricsConfigurationsResponse page =
                    s3.listBucketMetricsConfigurations(b -> b.bucket(bucket).continuationToken(asked));
            assertThat(page.metricsConfigurationList()).hasSizeLessThanOrEqualTo(100);
            assertThat(page.continuationToken()).isEqualTo(asked);
            assertThat(page.isTruncated()).isEqualTo(page.nextContinuationToken() != null);
            page.metricsConfigurationList().stream()
                    .map(MetricsConfiguration::id)
                    .forEach(told::add);
            token = page.nextContinuationToken();
            pages++;
        } while (token != null);

        assertThat(told).isEqualTo(ids);
        assertThat(pages).isEqualTo((count + 99) / 100);
    }

    private static String withoutIds(String answer) {
        return answer.replaceAll("<(RequestId|HostId)>[^<]*", "");
    }
}
