package io.hydrant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.control.FaultRule;
import io.hydrant.control.FaultsControl;
import io.hydrant.fault.Hop;
import io.hydrant.support.HttpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.firehose.model.KeyType;
import software.amazon.awssdk.services.firehose.model.ServiceUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rules about those whom Firehose asks. */
class HopRulesIT {
    private final FaultyHydrant world = new FaultyHydrant(false);
    private final HttpReceiver endpoint = HttpReceiver.start();
    private FaultsControl faults;

    @BeforeEach
    void takeControl() {
        faults = world.hydrant.control().faults();
    }

    @AfterEach
    void close() {
        faults.clear();
        world.close();
        endpoint.close();
    }

    private JsonNode attempt() {
        return world.attempts("orders").get(0);
    }

    private void deliver(String... records) {
        world.putBatch("orders", records);
        world.hydrant.control().flush("orders");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            HTTP       | {"error": "ServiceUnavailable", "message": "Not now."}       | HttpEndpoint.DestinationException
            HTTP       | {"response": {"status": 413}}                                | HttpEndpoint.DestinationException
            HTTP       | {"response": {"body": {"a": 1}}}                             | HttpEndpoint.InvalidResponseFromDestination
            HTTP       | {"connection": "reset"}                                      | HttpEndpoint.ConnectionReset
            OPENSEARCH | {"error": "es_rejected_execution_exception"}                 | 429
            OPENSEARCH | {"connection": "close"}                                      | OS.ConnectionReset
            OPENSEARCH | {"records": [0]}                                             | 429
            OPENSEARCH | {"recordProbability": 1, "error": "x_exception"}             | 429
            SPLUNK     | {"error": "ServiceUnavailable"}                              | Splunk.IndexerBusy
            SPLUNK     | {"error": "14", "status": 400}                               | Splunk.DisabledAck
            SPLUNK     | {"lostResponse": true, "connection": "close"}                | Splunk.ConnectionClosed
            """)
    void aRuleStrikesADestination(Hop hop, String then, String code) {
        world.createStream("orders", hop, endpoint.url("/in"), 300);
        String operation = hop == Hop.OPENSEARCH ? "Bulk" : hop == Hop.SPLUNK ? "Raw" : "Deliver";
        faults.add("{\"on\": {\"hop\": \"" + hop.word() + "\", \"operation\": \"" + operation
                + "\", \"stream\": \"orders\"}, \"then\": " + then + "}");

        deliver("{\"a\":1}");

        assertThat(attempt().path("errorCode").asText()).isEqualTo(code);
        assertThat(faults.list()).contains("\"struck\":1");
    }

    @Test
    void aRuleIsAboutTheUrlThatIsAsked() {
        world.createStream("orders", Hop.HTTP, endpoint.url("/in"), 300);
        faults.add(FaultRule.at("http").url(endpoint.url("/out") + "*").connection("reset"));
        deliver("one");
        assertThat(attempt().path("outcome").asText()).isEqualTo("DELIVERED");

        faults.add(FaultRule.at("http").url(endpoint.url("/in") + "*").connection("reset"));
        deliver("two");
        assertThat(world.attempts("orders").get(1).path("outcome").asText()).isEqualTo("RETRYING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://acme.splunkcloud.com:443", "https://acme.splunkcloud.com:443/"})
    void aRuleIsAboutTheUrlThatTheStreamNames(String named) {
        world.createStream("orders", Hop.SPLUNK, endpoint.url("/in"), 300);
        faults.add(FaultRule.at("splunk").url("https://acme.splunkcloud.com").connection("reset"));
        faults.add(FaultRule.at("splunk").url(named).connection("reset"));

        deliver("event");

        assertThat(attempt().path("outcome").asText()).isEqualTo("RETRYING");
        assertThat(faults.list()).containsSubsequence("\"struck\":0", "\"struck\":1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/in", "/in?team=a", "/in?t*"})
    void aRuleMayNameTheQueryOfTheUrl(String named) {
        world.createStream("orders", Hop.HTTP, endpoint.url("/in?team=a"), 300);
        faults.add(
                FaultRule.at("http").url(endpoint.url("/in?team=b").toString()).connection("reset"));
        faults.add(FaultRule.at("http").url(endpoint.url(named).toString()).connection("reset"));

        deliver("one");

        assertThat(attempt().path("outcome").asText()).isEqualTo("RETRYING");
        assertThat(faults.list()).containsSubsequence("\"struck\":0", "\"struck\":1");
    }

    @Test
    void everyThirdInvocationOfAFunctionFails() {
        world.hydrant.lambda("enrich", FaultyHydrant::passed);
        world.createStreamWithFunction("orders");
        faults.add(FaultRule.at("lambda").every(3).error("TooManyRequestsException"));

        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            world.put("orders", "record");
            world.advance(Duration.ofMinutes(1));
        }
        world.advance(Duration.ofMinutes(10));
        for (JsonNode attempt : world.attempts("orders")) {
            if (attempt.path("purpose").asText().equals("PROCESSING")) {
                outcomes.add(attempt.path("outcome").asText());
            }
        }

        assertThat(outcomes)
                .containsExactly(
                        "DELIVERED",
                        "DELIVERED",
                        "RETRYING",
                        "DELIVERED",
                        "DELIVERED",
                        "RETRYING",
                        "DELIVERED",
                        "DELIVERED");
        assertThat(String.join("", world.objects(""))).isEqualTo("record".repeat(6));
    }

    @Test
    void theEventOfACallToKmsNamesItsRule() {
        world.createStream("orders");
        String key = world.kms.createKey().keyMetadata().arn();
        world.firehose.startDeliveryStreamEncryption(r -> r.deliveryStreamName("orders")
                .deliveryStreamEncryptionConfigurationInput(
                        c -> c.keyType(KeyType.CUSTOMER_MANAGED_CMK).keyARN(key)));
        world.advance(Duration.ofSeconds(10));
        String id = faults.add(FaultRule.at("kms")
                .key(key)
                .operation("GenerateDataKey")
                .times(1)
                .error("ThrottlingException"));

        assertThatThrownBy(() -> world.put("orders", "one")).isInstanceOf(ServiceUnavailableException.class);
        world.put("orders", "two");

        List<JsonNode> events = world.events("orders", "GenerateDataKey");
        assertThat(events.get(events.size() - 2).path("injectedBy").asText()).isEqualTo(id);
        assertThat(events.get(events.size() - 1).has("injectedBy")).isFalse();
    }

    @Test
    void aRuleWithoutAnOperationLeavesClientsOfANeighbourAlone() {
        world.createStream("orders");
        faults.add(FaultRule.at("s3").error("SlowDown"));
        world.put("orders", "one");
        world.advance(Duration.ofMinutes(5));

        assertThat(attempt().path("outcome").asText()).isEqualTo("RETRYING");
        assertThat(world.objects("")).isEmpty();
        faults.clear();
        world.advance(Duration.ofMinutes(5));
        assertThat(world.objects("")).containsExactly("one");
    }

    @Test
    void aRuleStrikesTheRecordsOfOneStreamAlone() {
        world.createStream("orders");
        world.createStream("others");
        faults.add(FaultRule.at("s3").stream("orders").connection("close"));
        world.put("orders", "one");
        world.put("others", "two");
        world.advance(Duration.ofMinutes(5));

        assertThat(world.objects("")).containsExactly("two");
    }
}
