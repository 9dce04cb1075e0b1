package io.hydrant.fault;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What happens to a call in place of its work, or in place of its answer. */
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

        @Override
        public Kind kind() {
            return Kind.REFUSAL;
        }
    }

    /**
     * Some records of a batch are refused, the others are taken.
     *
     * @param refusal what the answer says of each refused record; its status is not used
     */
    record PartialFailure(Refusal refusal, Places places) implements Effect {
        @Override
        public Kind kind() {
            return Kind.PARTIAL_FAILURE;
        }
    }

    /** The connection ends without an answer, and nothing is done. */
    record Disconnection(How how) implements Effect {
        @Override
        public Kind kind() {
            return Kind.DISCONNECTION;
        }
    }

    /** How a connection ends. */
    enum How {
        /** By a reset. */
        RESET,
        /** In the ordinary way. */
        CLOSE,
        /** Not at all, until the one who waits gives up. */
        HANG;

        /** As a rule spells it, such as {@code reset}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The work is done, and its answer is lost.
     *
     * @param instead what the caller sees: a {@link Refusal} or a {@link Disconnection}
     */
    record LostResponse(Effect instead) implements Effect {
        @Override
        public Kind kind() {
            return Kind.LOST_RESPONSE;
        }
    }

    /**
     * The far side is not asked; this is its answer.
     *
     * @param status the HTTP status, 100 to 599
     */
    record Response(int status, Map<String, List<String>> headers, byte[] body) implements Effect {
        public Response {
            headers = Map.copyOf(headers);
            body = body.clone();
        }

        @Override
        public byte[] body() {
            return body.clone();
        }

        @Override
        public Kind kind() {
            return Kind.RESPONSE;
        }
    }

    /** Which records of a batch are refused. */
    @FunctionalInterface
    interface Places {
        /** Whether the record at {@code index}, from 0, is refused. The same question has the same answer. */
        boolean contains(int index);
    }

    /** The kind of effect, for a switch over all of them. */
    Kind kind();

    /** The kinds of effects. */
    enum Kind {
        REFUSAL,
        PARTIAL_FAILURE,
        DISCONNECTION,
        LOST_RESPONSE,
        RESPONSE
    }
}
