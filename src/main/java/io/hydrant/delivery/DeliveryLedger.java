package io.hydrant.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.hydrant.destination.Purpose;
import io.hydrant.memory.ArrivalLog;
import io.hydrant.memory.Share;
import io.hydrant.store.LazyWriter;

/** The newest attempts of all streams, in order. Of older ones it keeps how many records of each stream arrived. Thread-safe. */
public final class DeliveryLedger {
    private final ArrivalLog<DeliveryAttempt> log;

    /**
     * @param bound how many attempts are kept
     */
    public DeliveryLedger(int bound) {
        this(bound, Share.unbounded("deliveries"));
    }

    /**
     * @param bound how many attempts are kept
     * @param memory what they may take together
     */
    public DeliveryLedger(int bound, Share memory) {
        this.log = new ArrivalLog<>(bound, memory, new Attempts());
    }

    /** Records arrive at a stream's destination; those of a backup or of an error output are not counted. */
    private static final class Attempts implements ArrivalLog.Traits<DeliveryAttempt> {
        /** About what an attempt takes besides its texts. */
        private static final long EACH = 320;

        @Override
        public DeliveryAttempt numbered(DeliveryAttempt attempt, long number) {
            return attempt.numbered(number);
        }

        @Override
        public String owner(DeliveryAttempt attempt) {
            return attempt.origin().arn();
        }

        @Override
        public boolean counts(DeliveryAttempt attempt) {
            return attempt.purpose() == Purpose.DESTINATION;
        }

        @Override
        public long records(DeliveryAttempt attempt) {
            return attempt.arrived();
        }

        @Override
        public long bytes(DeliveryAttempt attempt) {
            return EACH
                    + attempt.location().length()
                    + attempt.error().map(e -> (long) e.message().length()).orElse(0L);
        }
    }

    /** Takes the attempts of an earlier run, and keeps those that come, soon after they have come. */
    public void keep(LazyWriter later) {
        new StoredLedger(later, new Attempts()).restore(log);
    }

    /** Notes an attempt. */
    public void add(DeliveryAttempt attempt) {
        log.add(attempt);
    }

    /** The number of the newest attempt; 0 before the first. */
    public long newest() {
        return log.newest();
    }

    /** The kept attempts that match, oldest first. */
    public List<DeliveryAttempt> matching(Predicate<DeliveryAttempt> filter) {
        return log.matching(filter);
    }

    /** Completes when so many records have arrived at their destination; see {@link ArrivalLog#arrival}. */
    public CompletableFuture<Boolean> arrival(Predicate<DeliveryAttempt> filter, long records, Duration atMost) {
        return log.arrival(filter, records, atMost);
    }

    /** How many wait for records to arrive. */
    public int waiting() {
        return log.waiting();
    }

    /** How many records have arrived at their destination; see {@link ArrivalLog#records}. */
    public long arrived(Predicate<DeliveryAttempt> filter) {
        return log.records(filter);
    }

    /** Forgets the attempts that match; the numbering goes on. */
    public void forget(Predicate<DeliveryAttempt> filter) {
        log.forget(filter);
    }
}
