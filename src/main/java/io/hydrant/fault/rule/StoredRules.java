package io.hydrant.fault.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.store.LazyWriter;
import io.hydrant.store.StateCell;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.StoreException;
import io.hydrant.store.Versioned;

/** The rules in a store that outlives the process: rules before the call that makes them is answered, their counts soon after. */
final class StoredRules {
    private static final StateKind<KeptRules> RULES = new StateKind<>("fault.rules", KeptRules.class);
    private static final StateKind<KeptRules.Counts> COUNTS = new StateKind<>("fault.counts", KeptRules.Counts.class);

    private final StateCell<KeptRules> cell;
    private final LazyWriter later;
    private volatile Map<String, LiveRule> counted = Map.of();

    StoredRules(StateStore store, LazyWriter later) {
        this.cell = StateCell.of(store, RULES.key("rules"), KeptRules.NONE);
        this.later = later;
    }

    /** How many rules were made since there was none. */
    long made() {
        return cell.value().made();
    }

    /** The rules of an earlier run, with what they have counted. */
    List<LiveRule> restored() {
        Map<String, KeptRules.Counts> counts = new HashMap<>();
        List<Versioned<KeptRules.Counts>> kept = later.load(COUNTS);
        kept.forEach(each -> counts.put(each.key().id(), each.value()));
        List<LiveRule> rules = cell.value().rules().stream()
                .map(each -> restored(each, counts.getOrDefault(each.counts(), KeptRules.Counts.NONE)))
                .toList();
        count(rules);
        kept.stream()
                .map(Versioned::key)
                .filter(key -> !counted.containsKey(key.id()))
                .forEach(key -> later.changed(key, Optional::empty));
        return rules;
    }

    private static LiveRule restored(KeptRules.KeptRule kept, KeptRules.Counts counts) {
        try {
            return LiveRule.restored(kept, counts);
        } catch (FaultException e) {
            throw new StoreException("The store's fault rule \"" + kept.id() + "\" cannot hold: " + e.getMessage(), e);
        }
    }

    /** Keeps these rules in place of those before. */
    void keep(long made, List<LiveRule> rules) {
        KeptRules next = new KeptRules(made, rules.stream().map(LiveRule::kept).toList());
        cell.update(now -> now.equals(next) ? now : next);
        Map<String, LiveRule> before = counted;
        count(rules);
        before.keySet().stream()
                .filter(id -> !counted.containsKey(id))
                .forEach(id -> later.changed(key(id), Optional::empty));
    }

    private void count(List<LiveRule> rules) {
        Map<String, LiveRule> next = new HashMap<>();
        rules.forEach(rule -> {
            StateKey<KeptRules.Counts> key = key(rule.countsId());
            next.put(key.id(), rule);
            rule.onCount(() -> later.changed(key, () -> counted(key.id())));
        });
        counted = Map.copyOf(next);
    }

    /** What it has counted; nothing when it was taken away meanwhile. */
    private Optional<KeptRules.Counts> counted(String id) {
        return Optional.ofNullable(counted.get(id)).map(LiveRule::counts);
    }

    private static StateKey<KeptRules.Counts> key(String id) {
        return COUNTS.key(id);
    }
}
