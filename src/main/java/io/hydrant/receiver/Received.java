package io.hydrant.receiver;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.hydrant.destination.StreamVersion;

/**
 * A request whose records a receiver has taken.
 *
 * @param sequence rising; 0 before it is kept
 * @param at when it came
 * @param origin whose records
 * @param destination the kind of destination that the receiver stands for
 * @param request without its body and without secrets
 * @param records the newest of them, oldest first; all, unless they are more than is kept
 * @param count how many it brought
 */
public record Received(
        long sequence,
        Instant at,
        StreamVersion origin,
        String destination,
        Map<String, Object> request,
        List<? extends ReceivedRecord> records,
        int count) {
    /** About what a request takes besides its records. */
    private static final int EACH = 1024;

    /** About what a record takes besides its bytes. */
    private static final int EACH_RECORD = 64;

    public Received {
        records = List.copyOf(records);
    }

    /** About how many bytes it takes while it is kept. */
    long bytes() {
        return EACH + records.stream().mapToLong(Received::cost).sum();
    }

    private static long cost(ReceivedRecord record) {
        return (long) EACH_RECORD + record.bytes();
    }

    /** The same with its number, and with no more of the newest records than take {@code most} bytes. */
    Received kept(long number, long most) {
        long left = most - EACH;
        int first = records.size();
        while (first > 0 && left >= cost(records.get(first - 1))) {
            first--;
            left -= cost(records.get(first));
        }
        return new Received(number, at, origin, destination, request, records.subList(first, records.size()), count);
    }
}
