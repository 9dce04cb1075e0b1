package io.hydrant;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.RestartedServer.End;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What calls made of the resources table, in a data folder. */
class DurableResourcesIT {
    private final RestartedServer server;

    DurableResourcesIT(@TempDir Path folders) {
        server = new RestartedServer(folders);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode standsFor(String name) {
        for (JsonNode row : RestartedServer.json(server.control().resources()).path("resources")) {
            if (row.path("name").asText().equals(name)) {
                return row.path("standsFor");
            }
        }
        return RestartedServer.json("null");
    }

    @ParameterizedTest
    @EnumSource
    void whatCallsChangedIsThereAfterAStart(End end) {
        server.with("HYDRANT_RESOURCES", "{\"one\":\"http://one.test\",\"two\":\"http://two.test\"}")
                .start();
        server.control().putResources("{\"two\":{\"jq\":\"{data}\"},\"three\":\"http://three.test\"}");
        server.control().deleteResource("one");

        server.restart(end);

        assertThat(standsFor("one").isNull()).isTrue();
        assertThat(standsFor("two").path("jq").asText()).isEqualTo("{data}");
        assertThat(standsFor("three").asText()).isEqualTo("http://three.test");
    }

    @ParameterizedTest
    @EnumSource
    void whatSettingsSayNextTimeIsTaken(End end) {
        server.with("HYDRANT_RESOURCES", "{\"one\":\"http://one.test\"}").start();
        server.control().putResources("{\"two\":\"http://two.test\"}");

        server.with("HYDRANT_RESOURCES", "{\"one\":\"http://other.test\"}").restart(end);

        assertThat(standsFor("one").asText()).isEqualTo("http://other.test");
        assertThat(standsFor("two").asText()).isEqualTo("http://two.test");
    }

    @ParameterizedTest
    @EnumSource
    void aResetIsForGood(End end) {
        server.with("HYDRANT_RESOURCES", "{\"one\":\"http://one.test\"}").start();
        server.control().putResources("{\"two\":\"http://two.test\"}");
        server.control().deleteResource("one");
        server.control().reset();

        server.restart(end);

        assertThat(standsFor("one").asText()).isEqualTo("http://one.test");
        assertThat(standsFor("two").isNull()).isTrue();
    }
}
