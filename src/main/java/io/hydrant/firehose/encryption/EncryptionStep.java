package io.hydrant.firehose.encryption;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.hydrant.aws.Caller;
import io.hydrant.aws.RequestIds;
import io.hydrant.firehose.encryption.EncryptionEffect.AwaitLag;
import io.hydrant.firehose.encryption.EncryptionEffect.PrepareKey;
import io.hydrant.firehose.encryption.EncryptionEffect.ReleaseKey;
import io.hydrant.firehose.encryption.EncryptionEffect.ScheduleRetirement;
import io.hydrant.store.Change;
import io.hydrant.store.StateCell.Step;
import io.hydrant.store.Timer;

/** What is to be stored when the {@link EncryptionMachine} has moved: the next value, and the timers that follow from its effects. */
record EncryptionStep(EncryptionTimers timers, EncryptionServices services) {
    /**
     * What a caller asks for beside the event.
     *
     * @param duration how long ENABLING lasts
     * @param creation whether it comes with the stream's creation, and does not count
     */
    record Request(Caller caller, Duration duration, boolean creation) {}

    /** What has been stored, and what is to be done then. */
    record Moved(EncryptionState before, List<EncryptionEffect> effects, List<Timer> planned) {}

    /**
     * The step.
     *
     * @param request what a caller asks for; there is one when a key is to be prepared
     * @param more changes of other values that hold or fail with this one
     */
    Step<StoredEncryption, Moved> after(
            StoredEncryption now, Outcome.Moved outcome, Optional<Request> request, List<Change<?>> more) {
        StoredEncryption next = now.with(outcome.next());
        List<Timer> planned = new ArrayList<>();
        for (EncryptionEffect effect : outcome.effects()) {
            if (effect instanceof PrepareKey prepare) {
                Preparation preparation = preparation(prepare, request.orElseThrow());
                next = next.with(preparation);
                if (prepare.key().keyArn().isEmpty()) {
                    planned.add(timers.enable(preparation.due()));
                }
            } else if (effect instanceof ReleaseKey) {
                planned.add(timers.disable(services.settings().stopDuration()));
            } else if (effect instanceof AwaitLag) {
                planned.add(timers.lag(services.settings().lag()));
            } else {
                next = next.retiring(((ScheduleRetirement) effect).key());
            }
        }
        List<Change<?>> together = new ArrayList<>(more);
        planned.forEach(timer -> together.add(services.timers().keeping(timer)));
        return new Step<>(next, together, new Moved(now.state(), outcome.effects(), planned));
    }

    private Preparation preparation(PrepareKey prepare, Request request) {
        Instant now = services.clock().instant();
        return new Preparation(
                prepare.attempt(),
                prepare.key(),
                request.caller(),
                RequestIds.next(),
                now,
                now.plus(request.duration()),
                request.creation(),
                Optional.empty());
    }
}
