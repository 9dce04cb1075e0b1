package io.hydrant.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.hydrant.time.Cancellable;
import org.jspecify.annotations.Nullable;

/** What a lane has taken from its buffer to deliver together, and how far it has come. Guarded by the stream's lock. */
final class Consignment {
    private final UUID id = UUID.randomUUID();
    private final RecordBuffer.Taken taken;
    private final List<CompletableFuture<Void>> watchers = new ArrayList<>();

    @Nullable
    Route route;

    @Nullable
    Shipment shipment;

    @Nullable
    Destination errorOutput;

    @Nullable
    Cancellable retry;

    @Nullable
    Instant firstFailure;

    /** Attempts made of this shipment. */
    int attempts;

    /** How many records, from the first on, earlier shipments have delivered. */
    int skip;

    /** How many of the others this shipment has. */
    int delivered;

    Consignment(RecordBuffer.Taken taken) {
        this.taken = taken;
    }

    RecordBuffer.Taken taken() {
        return taken;
    }

    /** Begins anew with what has not arrived, at another destination. */
    void begin(Destination destination) {
        skip += delivered;
        delivered = 0;
        shipment = destination.begin();
    }

    /** How many records have not arrived. */
    long records() {
        return taken.records() - skip - delivered;
    }

    /** The records of this shipment in the clear. */
    Parcel open(RecordOpener opener) {
        List<RecordBuffer.Chunk> chunks = new ArrayList<>();
        taken.forEach(chunks::add);
        List<Parcel.Piece> pieces = new ArrayList<>(chunks.size());
        for (RecordBuffer.Chunk chunk : chunks) {
            pieces.add(opener.open(chunk));
        }
        return new Parcel(id, pieces).without(skip);
    }

    /** Completes {@code watcher} when nothing more can be done for this now. */
    void watch(CompletableFuture<Void> watcher) {
        watchers.add(watcher);
    }

    /** Nothing more can be done for this now. */
    List<CompletableFuture<Void>> settled() {
        List<CompletableFuture<Void>> done = List.copyOf(watchers);
        watchers.clear();
        return done;
    }
}
