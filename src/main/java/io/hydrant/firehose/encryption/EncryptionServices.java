package io.hydrant.firehose.encryption;

import java.time.InstantSource;
import java.util.concurrent.Executor;

import io.hydrant.events.EventLog;
import io.hydrant.service.kms.KeyService;
import io.hydrant.store.StateStore;
import io.hydrant.store.Timers;

/**
 * What all streams' encryption shares.
 *
 * @param store keeps the state of each stream's encryption
 * @param timers plans what is to be done later
 * @param work runs what may wait for KMS: at once where KMS is in this process, on a worker with a hold on the clock where not
 */
public record EncryptionServices(
        KeyService keys,
        OwnedKeys owned,
        KeyUsage usage,
        InstantSource clock,
        StateStore store,
        Timers timers,
        Executor work,
        EventLog events,
        EncryptionSettings settings) {
    LeftoverGrants leftovers() {
        return new LeftoverGrants(this);
    }
}
