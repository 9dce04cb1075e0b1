package io.hydrant.delivery;

import java.util.function.Supplier;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.Transfer;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordDecryptor;
import io.hydrant.record.RecordDecryptor.UnopenableException;
import io.hydrant.record.RecordSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one attempt to deliver a batch ended.
 *
 * @param readable whether the records could be decrypted
 * @param failedBytes of the records that failed
 * @param refusedBytes of the records that the destination never takes
 */
record Attempt(DeliveryResult result, boolean readable, long failedBytes, long refusedBytes) {
    private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

    /** Decrypts what remains of {@code pending} and waits for its destination. Holds no lock, and throws nothing. */
    static Attempt make(PendingBatch pending, Transfer transfer, Supplier<RecordDecryptor> decryptors, String stream) {
        boolean readable = false;
        try (RecordDecryptor decryptor = decryptors.get()) {
            RecordBatch batch = pending.batch(decryptor);
            readable = true;
            return of(batch, transfer.attempt(batch));
        } catch (UnopenableException e) {
            return failed(pending, readable, e.errorCode(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            log.error("Delivery failed in Hydrant itself stream={}", stream, e);
            return failed(pending, readable, "InternalError", "Hydrant failed: " + e);
        }
    }

    /** An attempt that broke off, as far as is known before any record arrived. */
    static Attempt failed(PendingBatch pending, boolean readable, String code, String message) {
        DeliveryResult result = new DeliveryResult.Failed("", code, message, Next.RETRY, pending.remaining());
        return new Attempt(result, readable, pending.remainingBytes(), 0);
    }

    private static Attempt of(RecordBatch batch, DeliveryResult result) {
        if (!(result instanceof DeliveryResult.Failed failure)) {
            return new Attempt(result, true, 0, 0);
        }
        RecordSet told = failure.failed().plus(failure.lost()).plus(failure.refused());
        if (!told.minus(batch.positions()).isEmpty()) {
            throw new IllegalStateException("Reported records " + told + ", given " + batch.positions());
        }
        long refused =
                failure.refused().isEmpty() ? 0 : batch.only(failure.refused()).bytes();
        return new Attempt(result, true, batch.only(failure.failed()).bytes(), refused);
    }
}
