package io.hydrant.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.hydrant.memory.ArrivalLog;
import io.hydrant.store.LazyWriter;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StoredTail;

/**
 * The newest attempts in a store, and how many records of each stream arrived by older ones. They are written in the background.
 * Used by its log, under the log's lock.
 */
final class StoredLedger implements ArrivalLog.Keeper<DeliveryAttempt> {
    /** Fewer than in memory, because each start reads them. */
    private static final int BOUND = 5_000;

    private static final StateKind<DeliveryAttempt> ATTEMPTS =
            new StateKind<>("delivery.attempts", DeliveryAttempt.class);
    private static final StateKind<Older> OLDER = new StateKind<>("delivery.older", Older.class);

    private final LazyWriter later;
    private final StoredTail<DeliveryAttempt> tail;
    private final ArrivalLog.Traits<DeliveryAttempt> traits;
    private final Map<String, Older> older = new HashMap<>();

    /**
     * What remains of a stream's attempts that are no longer in the store.
     *
     * @param first of them
     * @param records that arrived by them
     */
    record Older(DeliveryAttempt first, long records) {
        Older {
            Objects.requireNonNull(first, "first");
        }
    }

    StoredLedger(LazyWriter later, ArrivalLog.Traits<DeliveryAttempt> traits) {
        this.later = later;
        this.tail = new StoredTail<>(later, ATTEMPTS, BOUND);
        this.traits = traits;
    }

    /** Gives {@code log} what an earlier run has kept, and keeps what comes. */
    void restore(ArrivalLog<DeliveryAttempt> log) {
        later.load(OLDER).forEach(each -> older.put(each.key().id(), each.value()));
        Map<String, ArrivalLog.Sum<DeliveryAttempt>> sums = new HashMap<>();
        older.forEach((owner, sum) -> sums.put(owner, new ArrivalLog.Sum<>(sum.first(), sum.records())));
        List<DeliveryAttempt> attempts = tail.load();
        log.restore(tail.newest(), attempts, sums, this);
    }

    /** The sum and the attempts that go into it are written together, so that no kill counts one twice. */
    @Override
    public void added(DeliveryAttempt attempt) {
        later.together(() -> tail.add(attempt.sequence(), attempt).forEach(this::sumUp));
    }

    private void sumUp(DeliveryAttempt old) {
        if (traits.counts(old)) {
            Older sum = older.merge(
                    traits.owner(old),
                    new Older(old, traits.records(old)),
                    (all, one) -> new Older(all.first(), all.records() + one.records()));
            later.changed(key(traits.owner(old)), () -> Optional.of(sum));
        }
    }

    @Override
    public void forgotten(Predicate<DeliveryAttempt> which) {
        later.together(() -> {
            tail.forget(which);
            older.entrySet().removeIf(each -> {
                boolean goes = which.test(each.getValue().first());
                if (goes) {
                    later.changed(key(each.getKey()), Optional::empty);
                }
                return goes;
            });
        });
    }

    private static StateKey<Older> key(String owner) {
        return OLDER.key(owner);
    }
}
