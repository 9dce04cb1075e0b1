package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.Set;

import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;

/** Adds shard-level metrics. */
final class EnableEnhancedMonitoring extends MonitoringChange {
    EnableEnhancedMonitoring(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    @Override
    void change(Set<String> metrics, Set<String> named) {
        metrics.addAll(named);
    }
}
