package io.hydrant.destination.splunk;

import java.time.Duration;
import java.time.Instant;

import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.Transfer;
import io.hydrant.http.client.BodyPieces;
import io.hydrant.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to a collector: one request with its records joined and nothing between them, as documented. The records have
 * arrived when the request is acknowledged.
 */
final class SplunkTransfer implements Transfer {
    private final Collector collector;
    private final Acknowledgement acknowledgement;
    private final CpuPermits turns;
    private boolean failedBefore;
    private Duration standstill = Duration.ZERO;

    SplunkTransfer(Collector collector, Acknowledgement acknowledgement, CpuPermits turns) {
        this.collector = collector;
        this.acknowledgement = acknowledgement;
        this.turns = turns;
    }

    @Override
    public DeliveryResult attempt(RecordBatch remaining) {
        String location = collector.location();
        SplunkFailure failure = deliver(remaining);
        if (failure == null) {
            return new DeliveryResult.Delivered(location, remaining.bytes());
        }
        failedBefore = true;
        return new DeliveryResult.Failed(
                location, failure.code(), failure.message(), Next.RETRY, remaining.positions());
    }

    /** How long acknowledgements were awaited after the first failure: the time of retries stands still meanwhile. */
    @Override
    public Duration standstill() {
        return standstill;
    }

    /** Records without bytes have nothing to send: a collector would refuse a request without data. */
    private @Nullable SplunkFailure deliver(RecordBatch batch) {
        try {
            return batch.bytes() == 0 ? null : send(batch);
        } catch (CollectorException e) {
            return e.failure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SplunkFailure.stopped();
        }
    }

    private @Nullable SplunkFailure send(RecordBatch batch) throws CollectorException, InterruptedException {
        collector.find();
        long id = collector.send(turns.take(() -> joined(batch)));
        Instant sent = collector.now();
        SplunkFailure failure = acknowledgement.await(id);
        if (failedBefore) {
            standstill = standstill.plus(Duration.between(sent, collector.now()));
        }
        return failure;
    }

    private static BodyPieces joined(RecordBatch batch) {
        BodyPieces all = new BodyPieces(batch.bytes());
        batch.forEach((position, arrival, data, offset, length) -> all.add(data, offset, length));
        return all;
    }
}
