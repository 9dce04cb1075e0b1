package io.hydrant.fault;

import java.util.Objects;

/** What happens to a call in place of its work. */
public sealed interface Effect {
    /**
     * The call is refused, and nothing is done.
     *
     * @param code as the service that is asked names it
     * @param message for people
     * @param status the HTTP status, 400 to 599
     */
    record Refusal(String code, String message, int status) implements Effect {
        public Refusal {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
        }
    }
}
