package io.hydrant.service.kafka;

import java.util.Objects;

/** Kafka has refused a call, or has not answered. */
public final class KafkaFailure extends RuntimeException {
    /** The code of a place that a partition does not have, or no longer. */
    public static final String OUT_OF_RANGE = "OffsetOutOfRange";

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code as Kafka's client names the exception, without that word, such as {@code Timeout}
     * @param message a sentence
     */
    public KafkaFailure(String code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** As Kafka's client names the exception, without that word. */
    public String code() {
        return code;
    }
}
