package io.hydrant.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.aws.Arn;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.time.Pending;
import io.hydrant.time.VirtualTime;

/** {@code /_hydrant/clock}. */
final class ClockCalls {
    private static final Duration FURTHEST = Duration.ofDays(36_500);

    private final VirtualTime time;

    ClockCalls(VirtualTime time) {
        this.time = time;
    }

    /** The one clock of all accounts; {@code extent} narrows the pending tasks, of which those without an owner always show. */
    Map<String, Object> show(ScopeFilter extent) {
        List<Map<String, Object>> pending = new ArrayList<>();
        for (Pending task : time.pending()) {
            if (!isWithin(extent, task.owner())) {
                continue;
            }
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("due", task.due().toString());
            shown.put("what", task.what());
            pending.add(shown);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("now", time.instant().toString());
        answer.put("frozen", time.isFrozen());
        answer.put("offset", time.offset().toString());
        answer.put("pending", pending);
        return answer;
    }

    Map<String, Object> move(JsonNode wanted, ScopeFilter extent) {
        if (wanted.size() != 1) {
            throw new Refusal(400, "Say exactly one of advance, advanceTo, freeze.");
        }
        String name = wanted.fieldNames().next();
        JsonNode value = wanted.get(name);
        switch (name) {
            case "advance" -> advance(Times.duration(value.asText()));
            case "advanceTo" -> advanceTo(Times.instant(value.asText()));
            case "freeze" -> {
                if (!value.isBoolean()) {
                    throw new Refusal(400, "freeze is true or false.");
                }
                time.freeze(value.booleanValue());
            }
            default ->
                throw new Refusal(400, "The clock does not know '" + name + "'; it knows advance, advanceTo, freeze.");
        }
        return show(extent);
    }

    private static boolean isWithin(ScopeFilter extent, String owner) {
        return Arn.parse(owner).flatMap(Arn::scope).map(extent::contains).orElse(true);
    }

    private void advance(Duration span) {
        if (span.isNegative() || span.compareTo(FURTHEST) > 0) {
            throw new Refusal(400, "The clock moves forward, by at most " + FURTHEST.toDays() + " days: " + span);
        }
        settle(() -> time.advance(span));
    }

    private void advanceTo(Instant target) {
        if (target.isAfter(time.instant().plus(FURTHEST))) {
            throw new Refusal(400, "The clock moves by at most " + FURTHEST.toDays() + " days: " + target);
        }
        settle(() -> time.advanceTo(target));
    }

    private static void settle(Runnable move) {
        try {
            move.run();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Refusal(409, String.valueOf(e.getMessage()));
        }
    }
}
