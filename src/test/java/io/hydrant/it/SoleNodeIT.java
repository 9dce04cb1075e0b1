package io.hydrant.it;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.Hydrant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that shares its store with no other is listed as the one node. */
class SoleNodeIT {
    private static JsonNode node(Hydrant hydrant) throws IOException {
        JsonNode nodes = new ObjectMapper().readTree(hydrant.control().nodes()).path("nodes");
        assertThat(nodes).hasSize(1);
        return nodes.get(0);
    }

    private static Instant instant(JsonNode node, String member) {
        return Instant.parse(node.path(member).asText());
    }

    @Test
    void itHasBeenThereSinceItsStartWhateverTheMovedClockSays() throws IOException {
        Instant before = Instant.now();
        try (Hydrant hydrant = Hydrant.start()) {
            JsonNode first = node(hydrant);
            Instant since = instant(first, "since");
            assertThat(since).isBetween(before, Instant.now());
            assertThat(first.path("leads").asBoolean()).isTrue();
            assertThat(first.path("address").asText())
                    .isEqualTo("localhost:" + hydrant.endpoint().getPort());

            hydrant.control().advance(Duration.ofDays(3));
            hydrant.control().reset();
            hydrant.control().advance(Duration.ofDays(3));
            JsonNode later = node(hydrant);

            assertThat(instant(later, "since")).isEqualTo(since);
            assertThat(instant(later, "seen")).isBetween(instant(first, "seen"), Instant.now());
        }
    }
}
