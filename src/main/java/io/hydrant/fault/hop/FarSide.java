package io.hydrant.fault.hop;

import java.net.http.HttpRequest;
import java.time.Instant;

import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.http.client.Answer;
import io.hydrant.http.client.HttpSender;

/** One who is asked over HTTP: what a request to it is called, and how it refuses one. */
interface FarSide {
    Hop hop();

    /** One of {@link io.hydrant.fault.Operations}. */
    String operation(HttpRequest request);

    /** The body that refuses the request, as JSON. */
    String refusal(HttpRequest request, Effect.Refusal refusal, Instant now);

    /**
     * Sends all of a batch but what is refused, and answers for all of it.
     *
     * @throws Exception as {@link HttpSender#post} does
     */
    default Answer refusedInPart(HttpRequest request, Effect.PartialFailure failure, Rest rest) throws Exception {
        throw new IllegalStateException("No such effect here: " + failure.kind());
    }

    /** Sends what is left of a request. */
    @FunctionalInterface
    interface Rest {
        Answer send(HttpRequest request) throws Exception;
    }
}
