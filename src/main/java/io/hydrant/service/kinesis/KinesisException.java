package io.hydrant.service.kinesis;

import java.util.Objects;

/** Kinesis has refused a call, or has not answered. */
public final class KinesisException extends RuntimeException {
    /** The code of a call that got no answer. */
    public static final String UNANSWERED = "ServiceUnavailable";

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code as Kinesis names it, such as {@code ResourceNotFoundException}
     * @param message Kinesis' own
     */
    public KinesisException(String code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** As Kinesis names it. */
    public String code() {
        return code;
    }
}
