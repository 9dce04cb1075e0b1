package io.hydrant.fault.rule;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.RequestIds;
import io.hydrant.fault.Call;
import io.hydrant.fault.Strike;
import org.jspecify.annotations.Nullable;

/** A rule that is in force, and how often it was asked and has struck. Thread-safe. */
final class LiveRule {
    private final FaultRule rule;
    private final String id;
    private final long seed;
    private final Draws draws;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final long number;
    private final Instant made;
    private final String countsId;
    private volatile Runnable counting = () -> {};

    @GuardedBy("this")
    private long asked;

    @GuardedBy("this")
    private long struck;

    @GuardedBy("this")
    private @Nullable Instant lastStruck;

    /**
     * @param number its place in the order of making, from 1
     * @param seed of what it draws
     * @param now the instant of its making
     */
    LiveRule(FaultRule rule, String id, long number, long seed, Instant now) {
        this(rule, id, number, seed, now, RequestIds.next());
    }

    private LiveRule(FaultRule rule, String id, long number, long seed, Instant now, String countsId) {
        this.rule = rule;
        this.id = id;
        this.seed = seed;
        this.number = number;
        this.made = now;
        this.countsId = countsId;
        this.draws = new Draws(seed, number);
        this.from = rule.occasions().from().map(moment -> moment.in(now)).orElse(null);
        this.to = rule.occasions().to().map(moment -> moment.in(now)).orElse(null);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new FaultException("when.to: " + to + " is not after when.from, which is " + from + ".");
        }
    }

    /**
     * A rule of an earlier run.
     *
     * @throws FaultException if it cannot hold any more
     */
    static LiveRule restored(KeptRules.KeptRule kept, KeptRules.Counts counts) {
        LiveRule rule = new LiveRule(
                RuleReader.written(kept.json()), kept.id(), kept.number(), kept.seed(), kept.made(), kept.counts());
        rule.restore(counts);
        return rule;
    }

    private synchronized void restore(KeptRules.Counts counts) {
        asked = counts.asked();
        struck = counts.struck();
        lastStruck = counts.lastStruck().orElse(null);
    }

    /** The rule for a store, without its counts. */
    KeptRules.KeptRule kept() {
        return new KeptRules.KeptRule(id, RuleReader.json(rule), number, seed, made, countsId);
    }

    /** What finds its counts, and those of no other rule. */
    String countsId() {
        return countsId;
    }

    /** How often it was asked and has struck. */
    synchronized KeptRules.Counts counts() {
        return new KeptRules.Counts(asked, struck, Optional.ofNullable(lastStruck));
    }

    /** Runs {@code counting} whenever it counts. */
    void onCount(Runnable counting) {
        this.counting = counting;
    }

    String id() {
        return id;
    }

    Target target() {
        return rule.target();
    }

    /** What it does to a call; the call is counted when it is one that the rule is about, within its time. */
    synchronized Optional<Strike> on(Call call, Instant now) {
        if (isSpent() || !rule.target().matches(call) || isOver(now) || isEarly(now)) {
            return Optional.empty();
        }
        long turn = ++asked;
        counting.run();
        Occasions occasions = rule.occasions();
        if (!occasions.isTurn(turn)
                || (occasions.probability().isPresent()
                        && draws.ofCall(turn) >= occasions.probability().getAsDouble())) {
            return Optional.empty();
        }
        struck++;
        lastStruck = now;
        Consequence consequence = rule.consequence();
        return Optional.of(
                new Strike(id, consequence.delay(), consequence.effect(index -> draws.ofRecord(turn, index))));
    }

    /** Whether it has struck as often as it shall. */
    synchronized boolean isSpent() {
        return rule.occasions().times().isPresent()
                && struck >= rule.occasions().times().getAsLong();
    }

    private boolean isOver(Instant now) {
        return to != null && !now.isBefore(to);
    }

    private boolean isEarly(Instant now) {
        return from != null && now.isBefore(from);
    }

    /** The rule with its counts. */
    synchronized FaultStatus status(Instant now) {
        FaultStatus.State state = isSpent()
                ? FaultStatus.State.SPENT
                : isOver(now)
                        ? FaultStatus.State.OVER
                        : isEarly(now) ? FaultStatus.State.WAITING : FaultStatus.State.ACTIVE;
        return new FaultStatus(
                id, rule.target().hop().word(), written(), state, asked, struck, Optional.ofNullable(lastStruck));
    }

    /** As it was written, with the seed that was made up for what it draws. */
    private Map<String, Map<String, Object>> written() {
        boolean drawsAnything = rule.occasions().probability().isPresent()
                || rule.consequence().recordProbability().isPresent();
        if (!drawsAnything || rule.occasions().seed().isPresent()) {
            return rule.written();
        }
        Map<String, Object> when = new LinkedHashMap<>(rule.written().getOrDefault("when", Map.of()));
        when.put("seed", seed);
        Map<String, Map<String, Object>> written = new LinkedHashMap<>();
        written.put("on", rule.written().getOrDefault("on", Map.of()));
        written.put("when", when);
        written.put("then", rule.written().getOrDefault("then", Map.of()));
        return written;
    }
}
