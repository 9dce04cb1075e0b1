package io.hydrant.it;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.Hydrant;
import io.hydrant.control.HydrantControl;
import io.hydrant.support.ChildJvm;
import io.hydrant.support.HttpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The check of an HTTP endpoint, by the control API and by the command. */
class CheckEndpointIT {
    private final HttpReceiver receiver = HttpReceiver.start();

    @AfterEach
    void close() {
        receiver.close();
    }

    private String options(String more) {
        return "{\"url\":\"" + receiver.url("/in") + "\",\"slowBody\":\"20ms\"" + more + "}";
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void theControlApiAnswersWithAReportWhenTheCheckHasEnded() throws Exception {
        try (Hydrant hydrant = Hydrant.start()) {
            JsonNode report = json(hydrant.control().checkEndpointWith(options("")));

            assertThat(report.get("result").asText()).isEqualTo("PASSED");
            assertThat(report.get("exitStatus").asInt()).isZero();
            assertThat(report.get("points")).hasSize(33);
            assertThat(report.get("points").get(4).get("outcome").asText()).isEqualTo("PASSED");
        }
    }

    @Test
    void theSourceIsAStreamOfTheAccountThatTheCallNames() throws Exception {
        try (Hydrant hydrant = Hydrant.start()) {
            hydrant.control().inAccount("123456789012").checkEndpointWith(options(""));

            assertThat(receiver.next().header("X-Amz-Firehose-Source-Arn"))
                    .isEqualTo("arn:aws:firehose:us-east-1:123456789012:deliverystream/check-endpoint");
        }
    }

    @Test
    void aCheckWaitsByTheMachinesClockWhateverHydrantsClockSays() throws Exception {
        receiver.always(HttpReceiver.hang());
        try (Hydrant hydrant = Hydrant.start()) {
            hydrant.control().freeze(true);

            JsonNode report = json(hydrant.control().checkEndpointWith(options(",\"timeout\":\"50ms\"")));

            assertThat(report.get("points").get(10).get("came").asText())
                    .isEqualTo("The endpoint did not answer within 50 milliseconds.");
            assertThat(report.get("exitStatus").asInt()).isEqualTo(1);
        }
    }

    @Test
    void oneCheckRunsAtATimeAndHoldsUpNothingElse() throws Exception {
        receiver.then(HttpReceiver.hang());
        try (Hydrant hydrant = Hydrant.start()) {
            HydrantControl control = hydrant.control();
            CompletableFuture<String> first = CompletableFuture.supplyAsync(
                    () -> control.checkEndpoint(receiver.url("/in").toString()));
            receiver.next();

            assertThatThrownBy(() -> control.checkEndpoint(receiver.url("/in").toString(), "key"))
                    .hasMessageContaining("409")
                    .hasMessageContaining("Another endpoint is being checked; one check runs at a time.");
            assertThat(control.clock()).contains("\"pending\":[]");
            control.advance(java.time.Duration.ofHours(1));
            assertThat(first).isNotDone();

            receiver.close();
            assertThat(json(first.get(60, TimeUnit.SECONDS)).get("result").asText())
                    .isEqualTo("FAILED");
        }
    }

    @Test
    void aHostOfAwsIsConnectedToWhereTheResourcesNameIt() throws Exception {
        String url = "https://x.execute-api.us-east-1.amazonaws.com/in";
        try (Hydrant hydrant = Hydrant.start()) {
            JsonNode withheld = json(hydrant.control().checkEndpoint(url));
            hydrant.control().putResource(url, receiver.url("/in").toString());
            JsonNode named = json(hydrant.control().checkEndpointWith("{\"url\":\"" + url + "\",\"slowBody\":\"0s\"}"));

            assertThat(withheld.get("result").asText()).isEqualTo("COULD_NOT_RUN");
            assertThat(withheld.get("reason").asText()).contains("only where the resources name the URL");
            assertThat(named.get("result").asText()).isEqualTo("PASSED");
        }
    }

    @Test
    void theCommandEndsWithTheStatusOfTheReport() throws Exception {
        receiver.then(HttpReceiver.status(500));

        Process process = process(Map.of(), receiver.url("/in").toString(), "--slow-body=0s", "--json");
        String told = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(json(told).get("exitStatus").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"HYDRANT_TIMINGS, soon", "HYDRANT_RESOURCES, {}}"})
    void aWrongSettingEndsTheCommandWithStatus2(String name, String value) throws Exception {
        Process process = process(Map.of(name, value), receiver.url("/in").toString());
        String told = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(told).contains(name);
        assertThat(receiver.waiting()).isZero();
    }

    private static Process process(Map<String, String> environment, String... words) throws IOException {
        List<String> command = ChildJvm.ofClass("io.hydrant.Main", "check-endpoint");
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
