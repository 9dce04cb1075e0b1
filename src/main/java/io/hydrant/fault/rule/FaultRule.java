package io.hydrant.fault.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.aws.ScopeFilter;

/**
 * A rule as it was asked for.
 *
 * @param id as it was chosen; empty for one that is made up
 * @param target which calls it is about
 * @param occasions which of them it strikes
 * @param consequence what happens to those
 * @param written its members {@code on}, {@code when} and {@code then} as they were written
 */
public record FaultRule(
        Optional<String> id,
        Target target,
        Occasions occasions,
        Consequence consequence,
        Map<String, Map<String, Object>> written) {
    public FaultRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(occasions, "occasions");
        Objects.requireNonNull(consequence, "consequence");
        written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
    }

    /** Whether it names the account of {@code extent} and, where that has one, its Region; everything belongs to all. */
    public boolean belongsTo(ScopeFilter extent) {
        return target.belongsTo(extent);
    }
}
