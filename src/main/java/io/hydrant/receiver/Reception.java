package io.hydrant.receiver;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.hydrant.http.client.Answer;

/**
 * What a receiver makes of a request.
 *
 * @param answer what the real server would answer
 * @param records those that it has taken, oldest first; none of a request that brings no records
 */
public record Reception(Answer answer, List<? extends ReceivedRecord> records) {
    public Reception {
        records = List.copyOf(records);
    }

    /** An answer with a body of JSON. */
    public static Reception json(int status, String body, List<? extends ReceivedRecord> records) {
        HttpHeaders headers =
                HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (name, value) -> true);
        return new Reception(new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8), false), records);
    }
}
