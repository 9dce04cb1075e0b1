package io.hydrant.firehose.encryption;

import java.time.InstantSource;
import java.util.concurrent.Executor;

import io.hydrant.events.EventLog;
import io.hydrant.service.kms.KeyService;
import io.hydrant.time.Scheduler;

/**
 * What all streams' encryption shares.
 *
 * @param work runs what may wait for KMS: at once where KMS is in this process, on a worker with a hold on the clock where not
 */
public record EncryptionServices(
        KeyService keys,
        OwnedKeys owned,
        KeyUsage usage,
        InstantSource clock,
        Scheduler scheduler,
        Executor work,
        EventLog events,
        EncryptionSettings settings) {}
