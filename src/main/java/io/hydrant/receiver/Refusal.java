package io.hydrant.receiver;

import java.util.Optional;

import io.hydrant.destination.StreamVersion;
import io.hydrant.http.client.Answer;

/** What a receiver answers in place of taking a request. Thread-safe, and cheap: it is asked before each request. */
@FunctionalInterface
public interface Refusal {
    /** Every request is taken. */
    Refusal NONE = (origin, destination, request) -> Optional.empty();

    /** The answer that refuses this request; empty lets it pass. */
    Optional<Answer> of(StreamVersion origin, String destination, ReceivedRequest request);
}
