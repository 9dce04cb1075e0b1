package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.Set;

import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;

/** Removes shard-level metrics. */
final class DisableEnhancedMonitoring extends MonitoringChange {
    DisableEnhancedMonitoring(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    void change(Set<String> metrics, Set<String> named) {
        metrics.removeAll(named);
    }
}
