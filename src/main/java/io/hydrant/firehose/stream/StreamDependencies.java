package io.hydrant.firehose.stream;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Scope;
import io.hydrant.delivery.DeliveryDependencies;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.destination.Buckets;
import io.hydrant.destination.CpuPermits;
import io.hydrant.events.EventLog;
import io.hydrant.firehose.configuration.processing.Processors;
import io.hydrant.firehose.encryption.EncryptionServices;
import io.hydrant.record.BufferBudget;
import io.hydrant.source.SourceTypes;
import io.hydrant.store.RecordLog;
import io.hydrant.store.StateStore;
import io.hydrant.store.Timers;
import io.hydrant.time.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all delivery streams share. */
public record StreamDependencies(
        InstantSource clock,
        Scheduler scheduler,
        EventLog events,
        BufferBudget budget,
        EncryptionServices encryption,
        StreamSettings settings,
        FirehoseLimits limits,
        DeliveryDependencies queues,
        SourceTypes sources,
        Processors processors,
        Buckets buckets,
        CpuPermits turns,
        DeliveryLedger ledger) {
    private static final Logger log = LoggerFactory.getLogger(DeliveryStreams.class);

    /** Where the streams are kept, together with their encryption. */
    StateStore store() {
        return encryption.store();
    }

    /** Where records are put so that they outlive the process; empty for memory alone. */
    Optional<RecordLog> records() {
        return store().records();
    }

    /** What the streams do later. */
    Timers timers() {
        return encryption.timers();
    }

    void statusChanged(DeliveryStream stream) {
        log.info("Delivery stream stream={} status={}", stream.name(), stream.status());
        events.add(
                "StreamStatusChanged",
                stream.scope(),
                Optional.of(stream.name()),
                Map.of("to", stream.status().name()));
    }

    /** Reports what the configuration asks for and Hydrant does not implement. */
    void warnOfUnsupported(DeliveryStream stream) {
        for (String warning : stream.warnings()) {
            log.warn("Unsupported feature stream={} feature={}", stream.name(), warning);
            events.add("UnsupportedFeature", stream.scope(), Optional.of(stream.name()), Map.of("what", warning));
        }
    }

    /** Looks at what a new stream wants to read. */
    void checkSource(Scope scope, NewStream wanted) {
        sources.check(
                wanted.source().kind(), scope, wanted.name(), wanted.source().members());
    }

    void sourceReports(DeliveryStream stream, String type, Map<String, Object> details) {
        events.add(type, stream.scope(), Optional.of(stream.name()), details);
    }

    void recordsExpired(DeliveryStream stream, long records) {
        if (records > 0) {
            log.warn("Records dropped after 24 hours stream={} records={}", stream.name(), records);
            events.add("RecordsExpired", stream.scope(), Optional.of(stream.name()), Map.of("records", records));
        }
    }
}
