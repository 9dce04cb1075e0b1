package io.hydrant.destination.splunk;

import java.time.Duration;
import java.time.Instant;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.Transfer;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordSet;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to a collector: its records joined with nothing between them, in one request unless they are larger than the
 * buffer. Records have arrived when they are acknowledged.
 */
final class SplunkTransfer implements Transfer {
    private final Collector collector;
    private final Acknowledgements acknowledgements;

    /** Updated with each acknowledgement, so that no record is sent again even if the attempt then breaks off. */
    private @Nullable RecordSet arrived;

    private long written;
    private boolean failedBefore;
    private Duration standstill = Duration.ZERO;

    SplunkTransfer(Collector collector, Acknowledgements acknowledgements) {
        this.collector = collector;
        this.acknowledgements = acknowledgements;
    }

    @Override
    public DeliveryResult attempt(RecordBatch remaining) {
        String location = collector.location();
        RecordSet wanted = remaining.positions();
        SplunkFailure failure = send(remaining.only(left(wanted)));
        if (failure == null) {
            return new DeliveryResult.Delivered(location, written);
        }
        failedBefore = true;
        return new DeliveryResult.Failed(location, failure.code(), failure.message(), Next.RETRY, left(wanted));
    }

    /** How long acknowledgements were awaited after the first failure: the time of retries stands still meanwhile. */
    @Override
    public Duration standstill() {
        return standstill;
    }

    private @Nullable SplunkFailure send(RecordBatch batch) {
        try {
            Run run = new Run(batch);
            SplunkFailure unsent = run.sendAll();
            Instant sent = collector.now();
            SplunkFailure unacknowledged = acknowledgements.await(this::arrive);
            if (failedBefore) {
                standstill = standstill.plus(Duration.between(sent, collector.now()));
            }
            return unsent == null ? unacknowledged : unsent;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return SplunkFailure.stopped();
        }
    }

    private void arrive(RecordSet records) {
        arrived = arrived == null ? records : arrived.plus(records);
    }

    /** Those of {@code records} that have not arrived. */
    private RecordSet left(RecordSet records) {
        return arrived == null ? records : records.minus(arrived);
    }

    /** One attempt: fills a body, sends it, goes on with the next until one fails. */
    private final class Run {
        private final RecordBatch batch;
        private final byte[] body;
        private int length;
        private int records;
        private int first;
        private int last;

        private @Nullable SplunkFailure failure;
        private @Nullable InterruptedException interrupted;

        Run(RecordBatch batch) {
            this.batch = batch;
            this.body = new byte[(int) Math.min(batch.bytes(), collector.largestBody())];
        }

        @Nullable
        SplunkFailure sendAll() throws InterruptedException {
            try {
                if (batch.bytes() > 0) {
                    collector.find();
                }
            } catch (CollectorException e) {
                return e.failure();
            }
            batch.forEach((position, arrival, data, offset, size) -> add(position, data, offset, size));
            flush();
            if (interrupted != null) {
                throw interrupted;
            }
            return failure;
        }

        private void add(int position, byte[] data, int offset, int size) {
            if (length + size > body.length) {
                flush();
            }
            if (failure != null || interrupted != null) {
                return;
            }
            first = records == 0 ? position : first;
            last = position;
            records++;
            if (size > body.length) {
                byte[] alone = new byte[size];
                System.arraycopy(data, offset, alone, 0, size);
                send(alone, size);
                records = 0;
            } else {
                System.arraycopy(data, offset, body, length, size);
                length += size;
            }
        }

        private void flush() {
            if (records > 0 && failure == null && interrupted == null) {
                send(body, length);
            }
            length = 0;
            records = 0;
        }

        /** Records without bytes have nothing to send: a collector would refuse a request without data. */
        private void send(byte[] data, int size) {
            RecordSet all = batch.positions();
            RecordSet sent = all.and(RecordSet.range(all.size(), first, last + 1));
            if (size == 0) {
                arrive(sent);
                return;
            }
            try {
                acknowledgements.expect(collector.send(data, size), sent);
                written += size;
            } catch (CollectorException e) {
                failure = e.failure();
            } catch (InterruptedException e) {
                interrupted = e;
            }
        }
    }
}
