package io.hydrant.service.kms.embedded.key;

import java.time.Instant;
import java.util.Optional;

/** The time until a key goes. Guarded by the lock of {@link KmsState}. */
public final class DeletionWindow {
    private Optional<Instant> date = Optional.empty();
    private Optional<Integer> daysAfterReplicas = Optional.empty();

    /** When the key goes; only while it is pending deletion. */
    public Optional<Instant> date() {
        return date;
    }

    /** Only while the key waits for its replicas to be deleted. */
    public Optional<Integer> daysAfterReplicas() {
        return daysAfterReplicas;
    }

    void waitForReplicas(int days) {
        daysAfterReplicas = Optional.of(days);
    }

    void open(Instant due) {
        daysAfterReplicas = Optional.empty();
        date = Optional.of(due);
    }

    void cancel() {
        date = Optional.empty();
        daysAfterReplicas = Optional.empty();
    }

    void restore(Optional<Instant> storedDate, Optional<Integer> storedDays) {
        date = storedDate;
        daysAfterReplicas = storedDays;
    }
}
