package io.hydrant.source.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.hydrant.service.kinesis.KinesisException;
import io.hydrant.service.kinesis.KinesisStream;
import io.hydrant.service.kinesis.Shard;
import io.hydrant.service.kinesis.ShardPosition;
import io.hydrant.source.kinesis.ShardReader.Outcome;
import io.hydrant.store.StateCell;

/** What a reader does when it is its turn: takes its place, reads its shards, writes down what was delivered. For one thread. */
final class StreamReading {
    /** So often each shard is read in one round at most. */
    private static final int PASSES = 64;

    /** So often Kinesis is asked whether the stream is still the same. */
    private static final Duration REFRESH = Duration.ofMinutes(1);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final KinesisCalls calls;
    private final RecordAppender appender;
    private final ReadCounters counters;
    private final Trouble trouble;
    private final StateCell<KinesisCheckpoint> checkpoint;
    private final InstantSource clock;
    private final Shards shards;

    private Instant active = Instant.EPOCH;
    private Instant sourceCreated = Instant.EPOCH;
    private Instant refreshed = Instant.MIN;
    private Instant waitsUntil = Instant.MIN;
    private int failures;
    private boolean placed;

    /** A shard has ended, and its children are not known yet. */
    private boolean listing;

    StreamReading(
            KinesisCalls calls,
            RecordAppender appender,
            ReadCounters counters,
            Trouble trouble,
            StateCell<KinesisCheckpoint> checkpoint,
            InstantSource clock,
            Runnable moved) {
        this.calls = calls;
        this.appender = appender;
        this.counters = counters;
        this.trouble = trouble;
        this.checkpoint = checkpoint;
        this.clock = clock;
        this.shards = new Shards(moved);
    }

    /**
     * How a round ended.
     *
     * @param end why
     * @param took whether records were taken in
     * @param due when the next one is due, though nothing should happen; the past for at once
     */
    record Round(End end, boolean took, Instant due) {}

    /** Why a round ended. */
    enum End {
        /** Everything was read. */
        CAUGHT_UP,
        /** There is more. */
        BEHIND,
        /** There is more, and the buffers are full. */
        FULL,
        /** Something cannot be read now. */
        FAILED
    }

    /** Takes its place, because the delivery stream becomes ACTIVE, or was restored. */
    void place(Instant since) {
        active = since;
        try {
            place(true);
        } catch (KinesisException e) {
            failed(e);
        }
    }

    /** @param inTime whether this is the moment from which the stream is to be read */
    private void place(boolean inTime) {
        KinesisStream source = calls.describe();
        List<Shard> listed = calls.shards();
        KinesisCheckpoint before = checkpoint.value();
        if (before.isNone()) {
            shards.begin(listed, ShardPlace.at(new ShardPosition.At(active)), !inTime);
            if (inTime) {
                shards.readable().forEach(shard -> shard.openAtLatest(calls));
            }
        } else if (before.sourceCreated().equals(source.created())) {
            shards.restore(listed, before.shards());
        } else {
            beginAnew(listed);
        }
        placed = true;
        succeeded(source);
        save();
    }

    private void beginAnew(List<Shard> listed) {
        trouble.replaced();
        shards.begin(listed, ShardPlace.at(new ShardPosition.TrimHorizon()), true);
    }

    /** Writes down what was delivered. */
    void save() {
        if (placed) {
            KinesisCheckpoint now = new KinesisCheckpoint(sourceCreated, shards.marks());
            checkpoint.update(before -> now.equals(before) ? before : now);
        }
    }

    /**
     * Reads what is there.
     *
     * @param anyway also what waits after a failure
     */
    Round round(boolean anyway) {
        Instant now = clock.instant();
        if (!anyway && now.isBefore(waitsUntil)) {
            return new Round(End.FAILED, false, waitsUntil);
        }
        try {
            if (!placed) {
                place(false);
            } else if (anyway || !now.isBefore(refreshed.plus(REFRESH))) {
                refresh();
            }
            if (listing) {
                list();
            }
        } catch (KinesisException e) {
            failed(e);
            return new Round(End.FAILED, false, waitsUntil);
        }
        Round round = new Pass(now, anyway).run();
        counters.behind(shards.behindMillis());
        return round;
    }

    private void list() {
        shards.refresh(calls.shards());
        listing = false;
    }

    private void refresh() {
        KinesisStream source;
        try {
            source = calls.describe();
        } catch (KinesisException e) {
            if (KinesisCalls.isThrottled(e)) {
                refreshed = clock.instant(); // the shards may well answer
                return;
            }
            throw e;
        }
        if (!source.created().equals(sourceCreated)) {
            beginAnew(calls.shards());
        }
        succeeded(source);
    }

    private void succeeded(KinesisStream source) {
        sourceCreated = source.created();
        refreshed = clock.instant();
        failures = 0;
        waitsUntil = Instant.MIN;
    }

    private void failed(KinesisException refusal) {
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, 6));
        failures++;
        waitsUntil = clock.instant().plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        if (!KinesisCalls.isThrottled(refusal)) {
            trouble.happened(refusal);
        }
    }

    /** One round over the shards that can be read. */
    private final class Pass {
        private final Instant now;
        private final boolean anyway;

        /** Shards that are not read again in this round. */
        private final Set<ShardReader> done = new HashSet<>();

        private final Set<ShardReader> expired = new HashSet<>();
        private final long before = appender.total();
        private Instant due = Instant.MAX;
        private boolean troubled;

        Pass(Instant now, boolean anyway) {
            this.now = now;
            this.anyway = anyway;
        }

        Round run() {
            boolean more = true;
            for (int pass = 0; more && pass < PASSES; pass++) {
                more = false;
                for (ShardReader shard : shards.readable()) {
                    if (done.contains(shard)) {
                        continue;
                    }
                    if (!anyway && now.isBefore(shard.waitsUntil())) {
                        waits(shard);
                        continue;
                    }
                    Outcome outcome = read(shard);
                    if (outcome == Outcome.FULL) {
                        return ended(End.FULL, now.plusSeconds(1));
                    }
                    more |= outcome != Outcome.CAUGHT_UP;
                }
            }
            if (!troubled) {
                trouble.over();
            }
            return more ? ended(End.BEHIND, now) : ended(due == Instant.MAX ? End.CAUGHT_UP : End.FAILED, due);
        }

        private Round ended(End end, Instant next) {
            return new Round(end, appender.total() > before, next);
        }

        private Outcome read(ShardReader shard) {
            try {
                Outcome outcome = shard.read(calls, appender, clock);
                if (outcome == Outcome.CAUGHT_UP) {
                    done.add(shard);
                } else if (outcome == Outcome.ENDED) {
                    listing = true;
                    list();
                    save();
                }
                return outcome;
            } catch (KinesisException e) {
                if (e.code().equals("ExpiredIteratorException") && expired.add(shard)) {
                    return Outcome.BEHIND; // another iterator from the same place
                }
                shard.failed(now);
                waits(shard);
                if (!KinesisCalls.isThrottled(e)) {
                    troubled = true;
                    trouble.happened(e);
                    lookAgain();
                }
                return Outcome.CAUGHT_UP;
            }
        }

        /** It may be another stream by now, or one that has lost the shard. */
        private void lookAgain() {
            try {
                refresh();
                list();
            } catch (KinesisException e) {
                trouble.happened(e);
            }
        }

        private void waits(ShardReader shard) {
            done.add(shard);
            troubled |= !trouble.warnings().isEmpty();
            due = shard.waitsUntil().isBefore(due) ? shard.waitsUntil() : due;
        }
    }
}
