package io.hydrant.destination.splunk;

import java.util.LinkedHashMap;
import java.util.Map;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.support.TestDestinations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SplunkTypeTest {
    private static final RuleContext CONTEXT =
            new RuleContext(Caller.root(new AccountId("111122223333")), new Region("us-east-1"));

    private static Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("HECEndpoint", "https://user.splunkcloud.com:443");
        members.put("HECEndpointType", "Raw");
        members.put("HECToken", "secret-token");
        members.put("RetryOptions", Map.of("DurationInSeconds", 300));
        members.put("BufferingHints", Map.of("SizeInMBs", 5, "IntervalInSeconds", 60));
        members.put(
                "S3Configuration",
                Map.of(
                        "BucketARN",
                        "arn:aws:s3:::bucket",
                        "BufferingHints",
                        Map.of("SizeInMBs", 5, "IntervalInSeconds", 300),
                        "CompressionFormat",
                        "UNCOMPRESSED"));
        return members;
    }

    private static DestinationSpec read(Map<String, Object> members) {
        return TestDestinations.SPLUNK.read(members).orElseThrow();
    }

    @Test
    void tenInvocationsAreUnderWayAtOnce() {
        assertThat(read(members()).invocationsAtOnce()).isEqualTo(10);
    }

    @Test
    void theBackupIsOfAllEventsOrOfNone() {
        Map<String, Object> all = members();
        all.put("S3BackupMode", "AllEvents");

        assertThat(read(members()).backup()).isEmpty();
        assertThat(read(all).backup()).contains(read(all).errorBucket());
    }

    @Test
    void theTokenIsNotInTheTextOfTheSettings() {
        assertThat(SplunkSettings.read(members()).toString())
                .isEqualTo("SplunkSettings[host=user.splunkcloud.com, events=false, hints="
                        + read(members()).hints() + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://host:8088", "https://host", "https://a|b:8088", "https://a b:8088", "ftp://host:1", ""})
    void anEndpointHasADomainAndAPort(String endpoint) {
        assertThatThrownBy(() -> new SplunkRules().check(Map.of("HECEndpoint", endpoint), CONTEXT))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Supported endpoint format is https://<domain>:<port>.");
    }
}
