package io.hydrant.fault.rule;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;

/** Reads {@code then}: what happens to a call. */
final class ConsequenceReader {
    private static final List<String> MEMBERS = List.of(
            "error",
            "message",
            "status",
            "records",
            "recordProbability",
            "connection",
            "lostResponse",
            "response",
            "delay");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final List<String> CONNECTIONS = List.of("reset", "close", "hang");

    /** How many records a batch of Firehose or of Kinesis may have. */
    private static final int MOST_RECORDS = 500;

    /** More than a bulk request of 10 MiB has. */
    private static final int MOST_DOCUMENTS = 1_000_000;

    private final Target target;
    private final HopTraits traits;
    private final Members members;

    ConsequenceReader(Target target, HopTraits traits, JsonNode then, String path) {
        this.target = target;
        this.traits = traits;
        this.members = new Members(then, path, MEMBERS);
    }

    Consequence read() {
        boolean partial = members.has("records") || members.has("recordProbability");
        boolean lost = members.flag("lostResponse");
        checkCombination(partial, lost);
        Duration delay = members.text("delay").map(this::delay).orElse(Duration.ZERO);
        Optional<Effect> effect = effect(partial);
        if (effect.isEmpty() && delay.isZero()) {
            throw members.refused(
                    "error",
                    "nothing happens; there has to be error, records, recordProbability, connection, response or delay");
        }
        return new Consequence(
                delay, lost ? effect.map(Effect.LostResponse::new) : effect, members.probability("recordProbability"));
    }

    private void checkCombination(boolean partial, boolean lost) {
        boolean error = members.has("error") || partial;
        alone("error", members.has("error"), "connection", "response");
        alone("records", partial, "connection", "response");
        alone("connection", members.has("connection"), "response");
        alone("records", members.has("records"), "recordProbability");
        for (String ofError : List.of("message", "status")) {
            if (members.has(ofError) && !error) {
                throw members.refused(ofError, "it belongs to error, and there is none");
            }
        }
        if (lost && (partial || members.has("response"))) {
            throw members.refused(
                    "lostResponse", "the answer is lost and nothing else; it goes with error or connection");
        }
        if (lost && !members.has("error") && !members.has("connection")) {
            throw members.refused("lostResponse", "what the caller sees instead is missing: error or connection");
        }
        if (members.has("response") && !traits.takesResponses()) {
            throw members.refused(
                    "response",
                    "it is for lambda, http, opensearch and splunk; calls of "
                            + target.hop().word() + " have error");
        }
        if (partial && !isBatch()) {
            throw members.refused(
                    members.has("records") ? "records" : "recordProbability",
                    traits.batch()
                            .map(batch -> "it needs on.operation \"" + batch + "\", whose calls have records")
                            .orElse("calls of " + target.hop().word()
                                    + " have no records; those of firehose, kinesis and opensearch have"));
        }
    }

    private boolean isBatch() {
        Set<String> operations = target.operations().isEmpty() ? traits.operations() : target.operations();
        return operations.equals(traits.batch().map(Set::of).orElse(Set.of()));
    }

    private void alone(String name, boolean there, String... others) {
        for (String other : others) {
            if (there && members.has(other)) {
                throw members.refused(other, "it does not go with " + name + "; a rule has one effect");
            }
        }
    }

    private Duration delay(String given) {
        return Moment.Spans.read(given)
                .filter(span -> !span.isZero())
                .orElseThrow(() ->
                        members.refused("delay", "\"" + given + "\" is not a duration such as 500ms, 5s or PT24H"));
    }

    private Optional<Effect> effect(boolean partial) {
        if (partial) {
            return Optional.of(new Effect.PartialFailure(refusal(200), places()));
        }
        if (members.has("error")) {
            return Optional.of(refusal(0));
        }
        if (members.has("connection")) {
            return members.word("connection", CONNECTIONS, "end of a connection")
                    .map(word -> new Effect.Disconnection(Effect.How.valueOf(word.toUpperCase(Locale.ROOT))));
        }
        return members.get("response").map(response -> ResponseReader.read(response, members.path("response")));
    }

    /**
     * @param fallback the status of an error that is not known and names none; 0 for none
     */
    private Effect.Refusal refusal(int fallback) {
        String code = members.text("error").orElse(usual());
        if (!CODE.matcher(code).matches()) {
            throw members.refused("error", "\"" + code + "\" is not the code of an error, such as " + example());
        }
        OptionalLong given = members.integer("status", 400, 599);
        int known = traits.status(code).orElse(fallback);
        if (given.isEmpty() && known == 0) {
            throw members.refused(
                    "status",
                    "Hydrant does not know the error \"" + code + "\" of "
                            + target.hop().word() + ", so it needs its HTTP status; known are "
                            + String.join(", ", traits.statuses().keySet()));
        }
        return new Effect.Refusal(
                code,
                members.text("message")
                        .orElse(traits.messages().getOrDefault(code, "A fault rule of Hydrant says so.")),
                given.isPresent() ? (int) given.getAsLong() : known);
    }

    /** The code that a service gives records that it cannot take at the moment. */
    private String usual() {
        return switch (target.hop()) {
            case KINESIS -> "ProvisionedThroughputExceededException";
            case OPENSEARCH -> "es_rejected_execution_exception";
            default -> "ServiceUnavailableException";
        };
    }

    private String example() {
        return traits.statuses().keySet().stream().findFirst().orElse("ServiceUnavailable");
    }

    private Effect.Places places() {
        Set<Integer> places = new HashSet<>();
        JsonNode given = members.get("records").orElse(null);
        if (given == null) {
            return index -> false;
        }
        int most = target.hop() == Hop.OPENSEARCH ? MOST_DOCUMENTS : MOST_RECORDS;
        for (JsonNode place : given) {
            boolean inBatch = place.isInt() && place.intValue() >= 0 && place.intValue() < most;
            if (!inBatch || !places.add(place.intValue())) {
                throw members.refused("records", place + " is no place of its own from 0 to " + (most - 1));
            }
        }
        if (!given.isArray() || places.isEmpty()) {
            throw members.refused("records", given + " is not a list of places from 0 on, such as [2, 6]");
        }
        return places::contains;
    }
}
