package io.hydrant.fault.rule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.fault.Call;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import io.hydrant.store.LazyWriter;
import io.hydrant.store.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force, in the order of their making; the first that strikes a call wins, and later ones are not asked. While no rule
 * is about a hop, its calls cost one read of a field. Thread-safe.
 */
public final class FaultRules implements Faults {
    private static final int MOST = 1_000;

    private final InstantSource clock;
    private final LongSupplier seeds;
    private final Hits hits;
    private volatile List<LiveRule> rules = List.of();

    /** How many rules were made since there was none. */
    @GuardedBy("this")
    private long made;

    /** Null when rules end with the process. */
    @GuardedBy("this")
    private @Nullable StoredRules stored;

    /** The hops of rules that can still strike; replaced as a whole. */
    private volatile Set<Hop> watched = EnumSet.noneOf(Hop.class);

    /** Receives each strike. */
    @FunctionalInterface
    public interface Hits {
        void struck(Call call, Strike strike);
    }

    /**
     * @param seeds makes seeds up for rules that draw and name none
     */
    public FaultRules(InstantSource clock, LongSupplier seeds, Hits hits) {
        this.clock = clock;
        this.seeds = seeds;
        this.hits = hits;
    }

    /**
     * Puts the rules of an earlier run in force, and keeps those of this one; their counts soon after they have changed.
     *
     * @throws io.hydrant.store.StoreException if one of them cannot hold any more
     */
    public synchronized void keep(StateStore store, LazyWriter later) {
        StoredRules kept = new StoredRules(store, later);
        rules = kept.restored();
        made = kept.made();
        stored = kept;
        watch();
    }

    @Override
    public boolean watches(Hop hop) {
        return watched.contains(hop);
    }

    @Override
    public Optional<Strike> on(Call call) {
        if (!watches(call.hop())) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        for (LiveRule rule : rules) {
            Optional<Strike> strike = rule.on(call, now);
            if (strike.isPresent()) {
                if (rule.isSpent()) {
                    watch();
                }
                hits.struck(call, strike.get());
                return strike;
            }
        }
        return Optional.empty();
    }

    /**
     * Puts rules in force, all or none.
     *
     * @return their ids
     * @throws FaultException if one of them cannot hold
     */
    public synchronized List<String> add(List<FaultRule> added) {
        List<LiveRule> next = new ArrayList<>(rules);
        if (next.size() + added.size() > MOST) {
            throw new FaultException("There may be " + MOST + " rules at once; DELETE /_hydrant/faults removes them.");
        }
        Instant now = clock.instant();
        List<String> ids = new ArrayList<>();
        long number = made;
        for (FaultRule rule : added) {
            number++;
            String id = rule.id().orElse("");
            if (id.isEmpty()) {
                id = unused(next, number);
            } else if (isThere(next, id)) {
                throw new FaultException("id: there is a rule \"" + id + "\" already.");
            }
            long seed = rule.occasions().seed().orElseGet(seeds);
            next.add(new LiveRule(rule, id, number, seed, now));
            ids.add(id);
        }
        replace(number, next);
        return ids;
    }

    /** Takes a rule away that may strike calls within {@code extent}; answers whether it was there. */
    public boolean remove(String id, ScopeFilter extent) {
        return removeIf(rule -> rule.id().equals(id) && rule.target().touches(extent));
    }

    /** Takes the rules away that name that account and Region, all for no account. */
    public void remove(ScopeFilter extent) {
        removeIf(rule -> rule.target().belongsTo(extent));
    }

    /** Takes the rules away that name that delivery stream. */
    public void remove(Scope scope, String stream) {
        removeIf(rule -> rule.target().belongsTo(scope, stream));
    }

    /** The rules that may strike calls within {@code extent}, in the order of their making. */
    public List<FaultStatus> all(ScopeFilter extent) {
        Instant now = clock.instant();
        return rules.stream()
                .filter(rule -> rule.target().touches(extent))
                .map(rule -> rule.status(now))
                .toList();
    }

    private synchronized boolean removeIf(Predicate<LiveRule> which) {
        List<LiveRule> next = new ArrayList<>(rules);
        boolean removed = next.removeIf(which);
        replace(made, next);
        return removed;
    }

    private synchronized void replace(long number, List<LiveRule> next) {
        long nextMade = next.isEmpty() ? 0 : number;
        if (stored != null) {
            stored.keep(nextMade, next);
        }
        rules = List.copyOf(next);
        made = nextMade;
        watch();
    }

    private synchronized void watch() {
        Set<Hop> hops = EnumSet.noneOf(Hop.class);
        for (LiveRule rule : rules) {
            if (!rule.isSpent()) {
                hops.add(rule.target().hop());
            }
        }
        watched = hops;
    }

    /** The same for the same order of making, so that the same run gives the same ids. */
    private static String unused(List<LiveRule> taken, long number) {
        String id = "rule-" + number;
        while (isThere(taken, id)) {
            id += "-again";
        }
        return id;
    }

    private static boolean isThere(List<LiveRule> rules, String id) {
        return rules.stream().anyMatch(rule -> rule.id().equals(id));
    }
}
