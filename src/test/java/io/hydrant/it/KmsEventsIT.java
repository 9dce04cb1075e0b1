package io.hydrant.it;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every KMS call is an event of the delivery stream that it was made for, wherever the key lives. */
class KmsEventsIT {
    private static final String OWNER = "111111111111";

    private static Hydrant hydrant;
    private static ClientsOf clients;
    private static Workbench bench;

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
        hydrant.control().freeze(true);
        clients = ClientsOf.defaults(hydrant);
        bench = new Workbench(hydrant, clients);
    }

    @AfterAll
    static void stop() {
        clients.close();
        hydrant.close();
    }

    @Test
    void theRetirementOfAGrantBelongsToItsStream() {
        String key = bench.key();
        bench.encryptedStream("retired", key);

        bench.stop("retired");
        bench.advance(Duration.ofHours(24));

        assertThat(eventNames("retired"))
                .containsSubsequence("CreateGrant", "Encrypt", "Decrypt", "GenerateDataKey", "RetireGrant");
        assertThat(bench.events("retired", "RetireGrant")).singleElement().satisfies(e -> assertThat(
                        e.path("requestParameters").path("keyId").asText())
                .isEqualTo(key));
    }

    @Test
    void theCallsOnAKeyOfAnotherAccountAreFiledUnderTheStreamsAccount() {
        String key = keyThatOwnerSharesWith(ClientsOf.DEFAULT_ACCOUNT);
        bench.encryptedStream("borrowing", key);
        assertThat(bench.put("borrowing")).isTrue();

        bench.stop("borrowing");
        bench.advance(Duration.ofHours(25));

        assertThat(eventNames("borrowing")).contains("CreateGrant", "Encrypt", "GenerateDataKey", "RetireGrant");
        for (JsonNode event :
                Workbench.json(hydrant.control().events("borrowing")).path("events")) {
            assertThat(event.path("account").asText()).isEqualTo(ClientsOf.DEFAULT_ACCOUNT);
        }
    }

    private static String keyThatOwnerSharesWith(String account) {
        try (ClientsOf owner = ClientsOf.account(hydrant, OWNER, hydrant.region())) {
            String key = new Workbench(hydrant, owner).key();
            owner.kms.putKeyPolicy(r -> r.keyId(key)
                    .policyName("default")
                    .policy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                            + "[\"arn:aws:iam::" + OWNER + ":root\",\"arn:aws:iam::" + account + ":root\"]},"
                            + "\"Action\":\"kms:*\",\"Resource\":\"*\"}]}"));
            return key;
        }
    }

    private static List<String> eventNames(String stream) {
        return StreamSupport.stream(
                        Workbench.json(hydrant.control().events(stream))
                                .path("events")
                                .spliterator(),
                        false)
                .map(e -> e.path("eventName").asText())
                .toList();
    }
}
