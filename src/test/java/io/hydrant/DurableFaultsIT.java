package io.hydrant;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.RestartedServer.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kms.model.KmsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Fault rules in a data folder. */
class DurableFaultsIT {
    private final RestartedServer server;

    DurableFaultsIT(@TempDir Path folders) {
        server = new RestartedServer(folders);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode rules() {
        return RestartedServer.json(server.control().faults().list()).path("faults");
    }

    private void ask() {
        server.kms().listKeys();
    }

    @ParameterizedTest
    @EnumSource
    void rulesAreInForceAfterAStart(End end) {
        server.start();
        server.control().freeze(true);
        server.control()
                .faults()
                .add("{\"id\":\"mine\",\"on\":{\"hop\":\"kms\",\"operation\":\"ListKeys\"},"
                        + "\"when\":{\"probability\":1e-9,\"from\":\"5m\"},\"then\":{\"delay\":\"1s\"}}");
        server.control()
                .faults()
                .add("{\"on\":{\"hop\":\"kms\",\"operation\":\"ListKeys\"},"
                        + "\"then\":{\"error\":\"DisabledException\",\"message\":\"No.\"}}");
        JsonNode before = rules();
        assertThat(before).hasSize(2);

        server.restart(end);

        assertThat(rules()).isEqualTo(before);
        assertThatThrownBy(this::ask).isInstanceOf(KmsException.class).hasMessageContaining("No.");
        assertThat(server.control().faults().add("{\"on\":{\"hop\":\"kms\"},\"then\":{\"delay\":\"1s\"}}"))
                .containsExactly("rule-3");
    }

    @Test
    void whatARuleHasCountedGoesOn() {
        server.start();
        server.control()
                .faults()
                .add("{\"on\":{\"hop\":\"kms\",\"operation\":\"ListKeys\"},\"when\":{\"after\":2,\"times\":1},"
                        + "\"then\":{\"error\":\"DisabledException\"}}");
        ask();
        ask();

        server.restart(End.CLOSED);

        assertThat(rules().path(0).path("asked").asInt()).isEqualTo(2);
        assertThatThrownBy(this::ask).isInstanceOf(KmsException.class);
        server.restart(End.CLOSED);
        assertThat(rules().path(0).path("state").asText()).isEqualTo("spent");
        ask();
    }

    @ParameterizedTest
    @EnumSource
    void rulesThatWereTakenAwayStayAway(End end) {
        server.start();
        server.control().faults().add("{\"id\":\"a\",\"on\":{\"hop\":\"kms\"},\"then\":{\"delay\":\"1s\"}}");
        server.control()
                .faults()
                .add("{\"id\":\"b\",\"on\":{\"hop\":\"kms\"},\"then\":{\"error\":\"DisabledException\"}}");
        server.control().faults().remove("a");

        server.restart(end);

        assertThat(rules()).hasSize(1);
        server.control().reset();
        server.restart(end);
        assertThat(rules()).isEmpty();
        ask();
    }
}
