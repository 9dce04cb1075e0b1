package io.hydrant;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;

/** Fails the calls of one operation as long as it is told to, and remembers what it was asked. */
final class ScriptedFaults implements Faults {
    private final List<Call> asked = new CopyOnWriteArrayList<>();
    private volatile Script script = new Script(Hop.FIREHOSE, "", Call.Maker.FIREHOSE, rest());

    private record Script(Hop hop, String operation, Call.Maker maker, Strike strike) {}

    private static Strike rest() {
        return new Strike("script", Duration.ZERO, Optional.empty());
    }

    /** Calls of Firehose fail like that. */
    void strike(Hop hop, String operation, Effect effect) {
        strike(hop, operation, Duration.ZERO, Optional.of(effect));
    }

    /** Calls of Firehose wait. */
    void delay(Hop hop, String operation, Duration delay) {
        strike(hop, operation, delay, Optional.empty());
    }

    /** Calls of Firehose wait, and then something happens. */
    void strike(Hop hop, String operation, Duration delay, Optional<Effect> effect) {
        script = new Script(hop, operation, Call.Maker.FIREHOSE, new Strike("script", delay, effect));
    }

    /** Calls of clients wait, and then something happens. */
    void strikeClients(Hop hop, String operation, Duration delay, Optional<Effect> effect) {
        script = new Script(hop, operation, Call.Maker.CLIENT, new Strike("script", delay, effect));
    }

    /** Nothing fails any more. */
    void stop() {
        script = new Script(Hop.FIREHOSE, "", Call.Maker.FIREHOSE, rest());
    }

    /** The calls to a hop, in order. */
    List<Call> asked(Hop hop) {
        return asked.stream().filter(call -> call.hop() == hop).toList();
    }

    @Override
    public boolean watches(Hop hop) {
        return true;
    }

    @Override
    public Optional<Strike> on(Call call) {
        asked.add(call);
        Script now = script;
        return call.hop() == now.hop() && call.operation().equals(now.operation()) && call.maker() == now.maker()
                ? Optional.of(now.strike())
                : Optional.empty();
    }
}
