package io.hydrant.it;

import java.io.IOException;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Lifecycle configurations of the embedded S3: which rules are kept, completed and refused. */
class S3LifecycleIT {
    private static final String BUCKET = "lifecycle";

    @RegisterExtension
    static final RunningHydrant running = new RunningHydrant();

    private final Hydrant hydrant = running.hydrant();
    private final S3Client s3 = running.clients().s3;

    @BeforeAll
    static void prepare() {
        running.clients().s3.createBucket(b -> b.bucket(BUCKET));
    }

    @Test
    void aRuleWithoutAnIdIsGivenOneAndEverythingElseStays() {
        LifecycleRule named = LifecycleRule.builder()
                .id("named")
                .status("Enabled")
                .filter(f -> f.and(a -> a.prefix("logs/")
                        .objectSizeGreaterThan(500L)
                        .tags(Tag.builder().key("a").value("b").build())))
                .expiration(e -> e.days(7))
                .transitions(
                        Transition.builder().days(1).storageClass("GLACIER_IR").build())
                .build();
        LifecycleRule nameless = LifecycleRule.builder()
                .status("Disabled")
                .filter(f -> {})
                .noncurrentVersionExpiration(n -> n.noncurrentDays(3).newerNoncurrentVersions(2))
                .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(2))
                .build();

        s3.putBucketLifecycleConfiguration(b -> b.bucket(BUCKET)
                .transitionDefaultMinimumObjectSize(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS)
                .lifecycleConfiguration(c -> c.rules(named, nameless)));

        GetBucketLifecycleConfigurationResponse told = s3.getBucketLifecycleConfiguration(b -> b.bucket(BUCKET));
        assertThat(told.transitionDefaultMinimumObjectSize())
                .isEqualTo(TransitionDefaultMinimumObjectSize.VARIES_BY_STORAGE_CLASS);
        assertThat(told.rules().get(0)).isEqualTo(named);
        LifecycleRule second = told.rules().get(1);
        assertThat(second.id()).isNotEmpty();
        assertThat(second.toBuilder().id(null).build()).isEqualTo(nameless);
        assertThat(s3.getBucketLifecycleConfiguration(b -> b.bucket(BUCKET))
                        .rules()
                        .get(1)
                        .id())
                .isEqualTo(second.id());
    }

    /** The inner part of rules, as it comes over the wire. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            RULE                                                                                               | CODE            | TEXT
            <Status>Enabled</Status><Expiration><Days>7</Days></Expiration>                                    | MalformedXML    |
            <Filter/><Prefix/><Status>Enabled</Status><Expiration><Days>7</Days></Expiration>                  | MalformedXML    |
            <Filter/><Expiration><Days>7</Days></Expiration>                                                   | MalformedXML    |
            <Filter/><Status>enabled</Status><Expiration><Days>7</Days></Expiration>                           | MalformedXML    |
            <Filter/><Status>Enabled</Status>                                                                  | InvalidRequest  | At least one action needs to be specified in a rule
            <Filter/><Status>Enabled</Status><Expiration/>                                                     | MalformedXML    |
            <Filter/><Status>Enabled</Status><Expiration><Days>soon</Days></Expiration>                        | MalformedXML    |
            <Filter/><Status>Enabled</Status><Expiration><Days>0</Days></Expiration>                           | InvalidArgument | 'Days' for Expiration action must be a positive integer
            <Filter/><Status>Enabled</Status><Expiration><Days>1</Days><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration> | MalformedXML |
            <Filter/><Status>Enabled</Status><Expiration><Date>2023-01-01T02:02:00Z</Date></Expiration>        | InvalidArgument | 'Date' must be at midnight GMT
            <Filter/><Status>Enabled</Status><Expiration><Date>someday</Date></Expiration>                     | MalformedXML    |
            <Filter/><Status>Enabled</Status><NoncurrentVersionExpiration/><Expiration><Days>7</Days></Expiration> | MalformedXML |
            <Filter/><Status>Enabled</Status><Transition><Days>1</Days></Transition>                           | MalformedXML    |
            <Filter/><Status>Enabled</Status><Transition><StorageClass>GLACIER</StorageClass></Transition>     | MalformedXML    |
            <Filter/><Status>Enabled</Status><Transition><Days>1</Days><StorageClass>ICE</StorageClass></Transition> | MalformedXML |
            <Filter/><Status>Enabled</Status><AbortIncompleteMultipartUpload/>                                 | MalformedXML    |
            <Filter><And><Prefix>test</Prefix></And><Prefix/></Filter><Status>Enabled</Status><Expiration><Days>7</Days></Expiration> | MalformedXML |
            <Filter><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan><Prefix/></Filter><Status>Enabled</Status><Expiration><Days>7</Days></Expiration> | MalformedXML |
            <Filter><And><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>a</Key><Value>2</Value></Tag></And></Filter><Status>Enabled</Status><Expiration><Days>7</Days></Expiration> | InvalidRequest | Duplicate Tag Keys are not allowed.
            """)
    void aRuleThatAwsRefusesIsRefused(String rule, String code, String text) throws IOException {
        RawHttp.Answer answer = put("<Rule>" + rule + "</Rule>", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
        if (text != null) {
            assertThat(answer.body()).contains("<Message>" + text + "</Message>");
        }
    }

    @Test
    void rulesAreAtLeastOneAndHaveIdsOfTheirOwn() throws IOException {
        String rule =
                "<Rule><ID>%s</ID><Filter/><Status>Enabled</Status><Expiration><Days>7</Days></Expiration></Rule>";

        assertThat(put("", "").body()).contains("<Code>MalformedXML</Code>");
        assertThat(put(rule.formatted("same") + rule.formatted("same"), "").body())
                .contains("Rule ID must be unique. Found same ID for more than one rule");
        assertThat(put(rule.formatted("x".repeat(256)), "").body())
                .contains("ID length should not exceed allowed limit of 255");
        assertThat(put(rule.formatted("one") + rule.formatted("other"), "").status())
                .isEqualTo(200);
        assertThat(put(rule.formatted("one"), "x-amz-transition-default-minimum-object-size: value\r\n")
                        .body())
                .contains("<Message>Invalid TransitionDefaultMinimumObjectSize found: value</Message>");
    }

    private RawHttp.Answer put(String rules, String headers) throws IOException {
        String document = "<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>";
        return RawHttp.exchange(
                hydrant.endpoint(),
                "PUT /" + BUCKET + "?lifecycle HTTP/1.1" + (headers.isEmpty() ? "" : "\r\n" + headers.strip()),
                document.getBytes(UTF_8));
    }
}
