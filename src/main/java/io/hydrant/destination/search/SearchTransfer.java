package io.hydrant.destination.search;

import java.time.Instant;
import java.util.Map;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.RecordIds;
import io.hydrant.destination.Transfer;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordSet;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to a cluster, as one bulk request or several. What arrived is not sent again, what the cluster never takes is
 * told once, and the rest is tried again alone. A request that fails as a whole keeps the requests after it waiting.
 */
final class SearchTransfer implements Transfer {
    /** More bytes of documents than the hint go into one request if they were taken from the buffer together: those of one put. */
    private static final long BEYOND_THE_HINT = 4 << 20;

    private static final String BEGUN = "begun";

    private final SearchDestination destination;
    private final DocumentErrors errors = new DocumentErrors();
    private @Nullable Instant begun;
    private @Nullable RecordIds ids;

    /** Updated with each answer, so that no document is sent again even if the attempt then breaks off. */
    private @Nullable RecordSet arrived;

    /** Those that the cluster never takes. */
    private @Nullable RecordSet refused;

    private long written;

    SearchTransfer(SearchDestination destination, Map<String, String> settled) {
        this.destination = destination;
        String name = settled.get(BEGUN);
        this.begun = name == null ? null : Instant.parse(name);
    }

    /** The ids of documents follow from the batch's id, which stays the same anyway. */
    @Override
    public Map<String, String> settle(Instant oldestArrival) {
        begun = begun == null ? destination.clock().instant() : begun;
        return Map.of(BEGUN, begun.toString());
    }

    @Override
    public DeliveryResult attempt(RecordBatch remaining) {
        begun = begun == null ? destination.clock().instant() : begun;
        ids = ids == null ? new RecordIds(remaining.id()) : ids;
        RecordSet wanted = remaining.positions();
        BulkSender sender = new BulkSender(destination, errors);
        Run run = new Run(remaining.only(left(wanted)), ids, sender);
        run.sendAll();
        return result(wanted, sender, run.failure);
    }

    private DeliveryResult result(RecordSet wanted, BulkSender sender, @Nullable Refusal failure) {
        RecordSet none = RecordSet.none(wanted.size());
        RecordSet never = refused == null ? none : refused.and(wanted);
        RecordSet again = left(wanted);
        if (again.isEmpty() && never.isEmpty()) {
            return new DeliveryResult.Delivered(sender.location(), written);
        }
        RecordSet failed = again.isEmpty() ? never : again;
        Refusal why = failure == null ? errors.summary(failed, wanted.count()) : failure;
        return new DeliveryResult.Failed(
                sender.location(),
                why.code(),
                why.message(),
                again.isEmpty() || isOver() ? Next.ERROR_OUTPUT : Next.RETRY,
                failed,
                none,
                again.isEmpty() ? none : never,
                errors.all());
    }

    /** Whether the time for retries is over, which begins with the first attempt, as documented. */
    private boolean isOver() {
        Instant first = begun == null ? Instant.MAX : begun;
        return !destination.clock().instant().isBefore(first.plus(destination.retryFor()));
    }

    /** Those of {@code records} that have neither arrived nor been refused. */
    private RecordSet left(RecordSet records) {
        RecordSet left = arrived == null ? records : records.minus(arrived);
        return refused == null ? left : left.minus(refused);
    }

    /** One attempt: fills a body, sends it, goes on with the next until one fails as a whole. */
    private final class Run {
        private final RecordBatch batch;
        private final RecordIds ids;
        private final BulkSender sender;
        private final JsonObjects json = new JsonObjects();
        private final Positions malformed;
        private long bytesLeft;
        private int recordsLeft;
        private @Nullable BulkBody body;

        @Nullable
        Refusal failure;

        Run(RecordBatch batch, RecordIds ids, BulkSender sender) {
            this.batch = batch;
            this.ids = ids;
            this.sender = sender;
            this.malformed = new Positions(batch.positions().size());
            this.bytesLeft = batch.bytes();
            this.recordsLeft = batch.records();
        }

        void sendAll() {
            destination.turns().run(() -> batch.forEach(this::add));
            send();
            refuse(malformed);
        }

        private void add(int position, Instant arrival, byte[] data, int offset, int length) {
            if (!json.isObject(data, offset, length)) {
                errors.put(position, "400", "The record is not one JSON object, so Hydrant did not send it.");
                malformed.add(position);
            } else if (failure == null) {
                if (body != null && !body.fits(json.length())) {
                    destination.turns().rest(this::send);
                }
                if (failure == null) {
                    body = body == null ? newBody() : body;
                    body.add(position, arrival, data, json.first(), json.length(), json.hasLineBreaks());
                }
            }
            bytesLeft -= length;
            recordsLeft--;
        }

        private BulkBody newBody() {
            SearchSettings settings = destination.settings();
            long most = settings.hints().bytes() + BEYOND_THE_HINT;
            return new BulkBody(settings.form(), ids, most, bytesLeft, recordsLeft, destination.spare());
        }

        private void send() {
            BulkBody filled = body;
            body = null;
            if (filled == null || failure != null) {
                return;
            }
            Positions good = new Positions(batch.positions().size());
            Positions bad = new Positions(batch.positions().size());
            failure = sender.send(filled, good, bad).orElse(null);
            if (failure == null) {
                destination.spare().give(filled.array());
            }
            if (!good.isEmpty()) {
                arrived = arrived == null ? good.set() : arrived.plus(good.set());
                written += failure == null ? filled.size() : 0;
            }
            refuse(bad);
        }

        private void refuse(Positions never) {
            if (!never.isEmpty()) {
                refused = refused == null ? never.set() : refused.plus(never.set());
            }
        }
    }
}
