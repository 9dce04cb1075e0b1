package io.hydrant.receiver;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.hydrant.memory.ArrivalLog;
import io.hydrant.memory.Share;

/** The newest requests that receivers have taken, in order. Of older ones it keeps how many records came. Thread-safe. */
public final class ReceivedLog {
    private final ArrivalLog<Received> log;

    /** @param memory what the requests may take together */
    public ReceivedLog(Share memory) {
        this.log = new ArrivalLog<>(Integer.MAX_VALUE, memory, new Requests(memory.limit()));
    }

    /** @param most bytes that one request may take */
    private record Requests(long most) implements ArrivalLog.Traits<Received> {
        @Override
        public Received numbered(Received request, long number) {
            return request.kept(number, most);
        }

        @Override
        public String owner(Received request) {
            return request.origin().arn();
        }

        @Override
        public boolean counts(Received request) {
            return true;
        }

        @Override
        public long records(Received request) {
            return request.count();
        }

        @Override
        public long bytes(Received request) {
            return request.bytes();
        }

        @Override
        public Received remains(Received request) {
            return request.kept(request.sequence(), 0);
        }
    }

    /** Keeps a request; the oldest go for it. */
    void add(Received received) {
        log.add(received);
    }

    /** The kept requests that match, oldest first. */
    public List<Received> matching(Predicate<Received> filter) {
        return log.matching(filter);
    }

    /** How many records came; see {@link ArrivalLog#records}. */
    public long records(Predicate<Received> filter) {
        return log.records(filter);
    }

    /** Completes when so many records have come; see {@link ArrivalLog#arrival}. */
    public CompletableFuture<Boolean> arrival(Predicate<Received> filter, long records, Duration atMost) {
        return log.arrival(filter, records, atMost);
    }

    /** Forgets what came from the streams whose ARNs match; the numbering goes on. */
    public void forget(Predicate<String> streams) {
        log.forget(received -> streams.test(received.origin().arn()));
    }
}
