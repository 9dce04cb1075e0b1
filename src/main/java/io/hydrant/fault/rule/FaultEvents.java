package io.hydrant.fault.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.events.EventLog;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Strike;

/** Notes each strike as an event {@code FaultInjected}. Thread-safe. */
public final class FaultEvents implements FaultRules.Hits {
    private final EventLog events;

    public FaultEvents(EventLog events) {
        this.events = events;
    }

    @Override
    public void struck(Call call, Strike strike) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("rule", strike.rule());
        details.put("hop", call.hop().word());
        details.put("operation", call.operation());
        if (!strike.delay().isZero()) {
            details.put("delay", strike.delay().toString());
        }
        details.put("effect", strike.effect().map(FaultEvents::word).orElse("delay"));
        strike.effect().ifPresent(effect -> tell(effect, details));
        events.add(
                "FaultInjected", call.scope(), Optional.ofNullable(call.about().get(Call.About.STREAM)), details);
    }

    private static String word(Effect effect) {
        return switch (effect.kind()) {
            case REFUSAL -> "error";
            case PARTIAL_FAILURE -> "records";
            case DISCONNECTION -> "connection";
            case LOST_RESPONSE -> "lostResponse";
            case RESPONSE -> "response";
        };
    }

    private static void tell(Effect effect, Map<String, Object> details) {
        switch (effect.kind()) {
            case REFUSAL -> tell((Effect.Refusal) effect, details);
            case PARTIAL_FAILURE -> tell(((Effect.PartialFailure) effect).refusal(), details);
            case DISCONNECTION ->
                details.put("connection", ((Effect.Disconnection) effect).how().word());
            case LOST_RESPONSE -> tell(((Effect.LostResponse) effect).instead(), details);
            case RESPONSE -> details.put("status", ((Effect.Response) effect).status());
        }
    }

    private static void tell(Effect.Refusal refusal, Map<String, Object> details) {
        details.put("errorCode", refusal.code());
        details.put("errorMessage", refusal.message());
    }
}
