package io.hydrant.firehose.configuration;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.CompressionFormat;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.http.EndpointSettings;
import io.hydrant.firehose.configuration.bucket.BucketReader;
import io.hydrant.record.BufferingHints;
import io.hydrant.support.TestDestinations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DestinationReadingTest {
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/k";

    @Test
    void readsEveryMemberOfABucket() {
        Map<String, Object> members = bucket("arn:aws-cn:s3:::lake.of-fire");
        members.put("Prefix", "in/!{timestamp:yyyy}/");
        members.put("ErrorOutputPrefix", "out/!{firehose:error-output-type}/");
        members.put("BufferingHints", Map.of("SizeInMBs", 128, "IntervalInSeconds", 0));
        members.put("CompressionFormat", "Snappy");
        members.put("FileExtension", ".json");
        members.put("CustomTimeZone", "Asia/Kolkata");
        members.put("EncryptionConfiguration", Map.of("KMSEncryptionConfig", Map.of("AWSKMSKeyARN", KEY)));

        assertThat(BucketReader.read(members))
                .isEqualTo(new S3Bucket(
                        "lake.of-fire",
                        Optional.of("in/!{timestamp:yyyy}/"),
                        Optional.of("out/!{firehose:error-output-type}/"),
                        new BufferingHints(134_217_728, Duration.ZERO),
                        CompressionFormat.SNAPPY,
                        Optional.of(".json"),
                        ZoneId.of("Asia/Kolkata"),
                        Optional.of(KEY),
                        Optional.of("arn:aws:iam::111122223333:role/r")));
    }

    @Test
    void takesEmptyTextAndNoEncryptionForNothingGiven() {
        Map<String, Object> members = bucket("arn:aws:s3:::lake");
        members.put("Prefix", "");
        members.put("ErrorOutputPrefix", "");
        members.put("EncryptionConfiguration", Map.of("NoEncryptionConfig", "NoEncryption"));

        assertThat(BucketReader.read(members))
                .isEqualTo(new S3Bucket(
                        "lake",
                        Optional.empty(),
                        Optional.empty(),
                        new BufferingHints(5_242_880, Duration.ofMinutes(5)),
                        CompressionFormat.UNCOMPRESSED,
                        Optional.empty(),
                        ZoneOffset.UTC,
                        Optional.empty(),
                        Optional.of("arn:aws:iam::111122223333:role/r")));
    }

    @Test
    void readsEveryMemberOfAnHttpEndpointAndKeepsTheOrderOfItsAttributes() {
        Map<String, Object> members = endpoint("https://in.example:443/v1?tenant=7");
        members.put(
                "RequestConfiguration",
                Map.of(
                        "ContentEncoding",
                        "GZIP",
                        "CommonAttributes",
                        List.of(
                                Map.of("AttributeName", "zone", "AttributeValue", "b"),
                                Map.of("AttributeName", "area", "AttributeValue", ""))));
        members.put("BufferingHints", Map.of("SizeInMBs", 1, "IntervalInSeconds", 60));
        members.put("RetryOptions", Map.of("DurationInSeconds", 0));

        EndpointSettings spec = EndpointSettings.read(members);

        assertThat(spec.url()).isEqualTo(URI.create("https://in.example:443/v1?tenant=7"));
        assertThat(spec.accessKey()).contains("secret-word");
        assertThat(spec.gzip()).isTrue();
        assertThat(new ArrayList<>(spec.commonAttributes().entrySet()))
                .containsExactly(Map.entry("zone", "b"), Map.entry("area", ""));
        assertThat(spec.hints()).isEqualTo(new BufferingHints(1_048_576, Duration.ofMinutes(1)));
        assertThat(spec.retryFor()).isZero();
        assertThat(spec.bucket().bucket()).isEqualTo("spare");
        assertThat(spec.bucket().hints().interval()).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "https://a b.example", "https:///path"})
    void refusesAUrlThatNamesNoHost(String url) {
        DestinationConfiguration configuration =
                new DestinationConfiguration(TestDestinations.HTTP_ENDPOINT, endpoint(url));

        assertThatThrownBy(configuration::read).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Redshift", "Snowflake", "Iceberg"})
    void hasNothingForADestinationThatIsNotDeliveredTo(String name) {
        DestinationConfiguration configuration =
                new DestinationConfiguration(TestDestinations.named(name), Map.of("S3BackupMode", "AllData"));

        assertThat(configuration.read()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            NAME          | MODE           | BACKUP
            ExtendedS3    | Enabled        | vault
            ExtendedS3    | Disabled       |
            ExtendedS3    |                |
            HttpEndpoint  | AllData        | spare
            HttpEndpoint  | FailedDataOnly |
            S3            | Enabled        |
            """)
    void backsUpAllSourceRecordsWhenTheModeSaysSo(String name, String mode, String backup) {
        Map<String, Object> members = endpoint("https://in.example");
        members.put("BucketARN", "arn:aws:s3:::lake");
        Map<String, Object> vault = bucket("arn:aws:s3:::vault");
        vault.put("BufferingHints", Map.of("SizeInMBs", 2, "IntervalInSeconds", 61));
        members.put("S3BackupConfiguration", vault);
        if (mode != null) {
            members.put("S3BackupMode", mode);
        }

        Optional<S3Bucket> spec = new DestinationConfiguration(TestDestinations.named(name), members)
                .read()
                .flatMap(DestinationSpec::backup);

        assertThat(spec.map(S3Bucket::bucket)).isEqualTo(Optional.ofNullable(backup));
        if ("vault".equals(backup)) {
            assertThat(spec.map(S3Bucket::hints)).contains(new BufferingHints(2_097_152, Duration.ofSeconds(61)));
        }
    }

    private static Map<String, Object> bucket(String arn) {
        return new HashMap<>(Map.of("BucketARN", arn, "RoleARN", "arn:aws:iam::111122223333:role/r"));
    }

    private static Map<String, Object> endpoint(String url) {
        return new HashMap<>(Map.of(
                "EndpointConfiguration",
                Map.of("Url", url, "AccessKey", "secret-word"),
                "S3Configuration",
                bucket("arn:aws:s3:::spare")));
    }
}
