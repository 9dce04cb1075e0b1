package io.hydrant.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An error as an AWS service answers it.
 *
 * @param code the bare shape name, such as {@code ResourceNotFoundException}
 * @param httpStatus the HTTP status, 400 to 599
 * @param message the text; empty where AWS sends none
 * @param members further members of the error's body, such as {@code code} of {@code InvalidKMSResourceException}
 */
public record AwsError(String code, int httpStatus, Optional<String> message, Map<String, String> members) {
    public AwsError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        members = Map.copyOf(members);
    }

    /** An error of the client, status 400. */
    public static AwsError client(String code, String message) {
        return new AwsError(code, 400, Optional.of(message), Map.of());
    }

    /** An error of the client without a text, status 400. */
    public static AwsError client(String code) {
        return new AwsError(code, 400, Optional.empty(), Map.of());
    }

    /** An error of the server with its status. */
    public static AwsError server(String code, int httpStatus, String message) {
        return new AwsError(code, httpStatus, Optional.of(message), Map.of());
    }

    /** This error with one more member in its body. */
    public AwsError with(String member, String value) {
        Map<String, String> more = new HashMap<>(members);
        more.put(member, value);
        return new AwsError(code, httpStatus, message, more);
    }
}
