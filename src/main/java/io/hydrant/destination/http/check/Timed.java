package io.hydrant.destination.http.check;

import java.time.Duration;

import io.hydrant.destination.http.EndpointExchange;
import io.hydrant.destination.http.ResponseClassification;

/** A request with its answer, and how long the answer took. */
record Timed(EndpointExchange exchange, Duration took) {
    ResponseClassification verdict() {
        return exchange.verdict();
    }

    boolean arrived() {
        return verdict().arrived();
    }

    int status() {
        return exchange.status();
    }

    boolean isTimeOut() {
        return verdict().errorCode().endsWith(".RequestTimeout");
    }

    boolean isNoConnection() {
        return verdict().errorCode().endsWith(".ConnectionFailed");
    }

    /** Whether the endpoint refuses the sender. */
    boolean isRefusal() {
        return status() == 401 || status() == 403;
    }

    /** What came, in words. */
    String came() {
        return arrived() ? "200 in " + took.toMillis() + " ms" : verdict().message();
    }

    Consequence consequence() {
        return Consequence.of(verdict());
    }
}
