package io.hydrant.processing.logs;

import java.util.List;

import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.ProcessingRun;
import io.hydrant.processing.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogProcessingTest {
    private static final List<Processor> LOGS = List.of(new LogProcessing());

    private static String envelope(String type, String... messages) {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < messages.length; i++) {
            events.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"3195310660696698337880902507980421114328961542429822156" + i + "\",")
                    .append("\"timestamp\":1432826855000,\"message\":")
                    .append(messages[i])
                    .append("}");
        }
        return "{\"messageType\":\"" + type + "\",\"owner\":\"111122223333\",\"logGroup\":\"g\",\"logStream\":\"s\","
                + "\"subscriptionFilters\":[\"f\"],\"logEvents\":[" + events + "]}";
    }

    @Test
    void theMessagesOfARecordAreJoinedByNewlines() {
        ProcessingRun run = ProcessingRun.of(
                LOGS,
                envelope("DATA_MESSAGE", "\"one\"", "\"{\\\"a\\\":\\\"\u00e9\\\"}\"", "\"\""),
                envelope("DATA_MESSAGE", "\"two\""));

        assertThat(run.texts()).containsExactly("one\n{\"a\":\"\u00e9\"}\n", "two");
    }

    @Test
    void aControlMessageAndARecordWithoutEventsLeaveNoTrace() {
        ProcessingRun run = ProcessingRun.of(
                LOGS,
                envelope("CONTROL_MESSAGE", "\"CWL CONTROL MESSAGE: Checking health of destination Firehose.\""),
                "{\"messageType\":\"CONTROL_MESSAGE\"}",
                envelope("DATA_MESSAGE"),
                envelope("DATA_MESSAGE", "\"kept\""));

        assertThat(run.dropped()).containsExactly(0, 1, 2);
        assertThat(run.texts()).containsExactly("kept");
        assertThat(run.failed()).isEmpty();
    }

    @Test
    void theTypeMayStandBehindTheEvents() {
        ProcessingRun run = ProcessingRun.of(
                LOGS,
                "{\"logEvents\":[{\"message\":\"m\",\"id\":\"1\"}],\"messageType\":\"CONTROL_MESSAGE\"}",
                "{\"logEvents\":[{\"message\":\"n\",\"extractedFields\":{\"message\":\"x\"}}]}");

        assertThat(run.dropped()).containsExactly(0);
        assertThat(run.texts()).containsExactly("n");
    }

    @Test
    void severalEnvelopesOfOneRecordAreRead() {
        ProcessingRun run = ProcessingRun.of(
                LOGS,
                envelope("DATA_MESSAGE", "\"a\"", "\"b\"")
                        + envelope("CONTROL_MESSAGE", "\"c\"")
                        + "\n"
                        + envelope("DATA_MESSAGE", "\"d\""));

        assertThat(run.texts()).containsExactly("a\nb\nd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "7",
                "[]",
                "{}",
                "{\"logEvents\":7}",
                "{\"logEvents\":[7]}",
                "{\"logEvents\":[{\"id\":\"1\"}]}",
                "{\"logEvents\":[{\"message\":7}]}",
                "{\"logEvents\":[{\"message\":\"m\"}]",
                "{\"logEvents\":[{\"message\":\"m\"}",
                "{\"logEvents\":[{\"message\":\"m",
                "{\"messageType\":\"DATA_MESSAGE\"}",
                "{\"logEvents\":[{\"message\":\"m\"}]} x"
            })
    void whatIsNoRecordOfCloudWatchLogsFails(String text) {
        ProcessingRun run = ProcessingRun.of(LOGS, text);

        assertThat(run.failedTexts()).containsExactly(text);
        assertThat(run.failure())
                .isEqualTo(ProcessingFailure.of(
                        "CloudWatchLogProcessing.Failed", "The record holds no log events of CloudWatch Logs."));
    }
}
