package io.hydrant.service.kms.embedded.key;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.hydrant.store.ChangeSet;
import io.hydrant.store.StoreException;

/** The one lock of {@link KmsState}. Changes that were made under it are in the store when it is given back, or are undone. */
final class KmsLock {
    private final ReentrantLock lock = new ReentrantLock();
    private final ChangeSet changes;
    private final Runnable reload;

    /** Whether memory has changes that the store did not take. */
    private boolean stale;

    /** @param reload makes memory what the store has */
    KmsLock(ChangeSet changes, Runnable reload) {
        this.changes = changes;
        this.reload = reload;
    }

    /** @throws StoreException when the changes cannot be written */
    <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            if (stale) {
                reload();
            }
            return body.get();
        } finally {
            try {
                if (lock.getHoldCount() == 1 && !stale) {
                    commit();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void commit() {
        try {
            changes.commit();
        } catch (StoreException e) {
            stale = true;
            try {
                reload();
            } catch (StoreException unread) {
                e.addSuppressed(unread); // the next call tries it again
            }
            throw e;
        }
    }

    private void reload() {
        changes.discard();
        reload.run();
        stale = false;
    }
}
