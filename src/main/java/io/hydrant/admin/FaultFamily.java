package io.hydrant.admin;

import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.rule.FaultRules;
import io.hydrant.fault.rule.FaultStatus;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** How often each rule of faults has struck. */
final class FaultFamily {
    private FaultFamily() {}

    static CounterSnapshot of(FaultRules rules) {
        CounterSnapshot.Builder snapshot =
                CounterSnapshot.builder().name("hydrant_faults_struck").help("Calls that a rule made fail");
        for (FaultStatus rule : rules.all(ScopeFilter.ALL)) {
            snapshot.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(Labels.of("rule", rule.id(), "hop", rule.hop()))
                    .value((double) rule.struck())
                    .build());
        }
        return snapshot.build();
    }
}
