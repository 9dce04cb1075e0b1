package io.hydrant.source.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.service.kinesis.KinesisException;
import io.hydrant.service.kinesis.KinesisReader;
import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.service.kinesis.KinesisStream;
import io.hydrant.service.kinesis.Shard;
import io.hydrant.service.kinesis.ShardPosition;
import io.hydrant.source.SourceContext;
import io.hydrant.source.SourceMetric;
import io.hydrant.source.kinesis.ShardReader.Outcome;
import io.hydrant.source.round.FailureWait;
import io.hydrant.source.round.Reading;
import io.hydrant.source.round.Round;
import io.hydrant.source.round.Round.End;
import io.hydrant.source.round.Trouble;
import io.hydrant.store.StateCell;

/** Reads the shards of one Kinesis stream. */
final class StreamReading implements Reading {
    /** So often each shard is read in one round at most. */
    private static final int PASSES = 64;

    /** So often Kinesis is asked whether the stream is still the same. */
    private static final Duration REFRESH = Duration.ofMinutes(1);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final KinesisService kinesis;
    private final String sourceArn;
    private final ReadCounters counters = new ReadCounters();
    private final KinesisCalls calls;
    private final RecordAppender appender;
    private final Trouble trouble;
    private final StateCell<KinesisCheckpoint> checkpoint;
    private final InstantSource clock;
    private final Shards shards;

    private Instant active = Instant.EPOCH;
    private Instant sourceCreated = Instant.EPOCH;
    private Instant refreshed = Instant.MIN;
    private final FailureWait wait = new FailureWait(LONGEST_WAIT);
    private boolean placed;

    /** Whether Kinesis wakes this reader when something has come. */
    private volatile boolean told;

    /** A shard has ended, and its children are not known yet. */
    private boolean listing;

    StreamReading(SourceContext context, KinesisReader reader, KinesisMeans means, Runnable moved) {
        this.kinesis = means.kinesis();
        this.sourceArn = reader.streamArn();
        this.calls = new KinesisCalls(kinesis, reader, counters);
        this.appender = new RecordAppender(context.sink(), counters);
        this.trouble = new Trouble(context.stream(), "KinesisStreamSourceConfiguration", sourceArn, context.reports());
        this.checkpoint = StateCell.of(
                means.store(), KinesisCheckpoint.keyOf(context.scope(), context.stream()), KinesisCheckpoint.NONE);
        this.clock = means.rounds().clock();
        this.shards = new Shards(moved);
    }

    @Override
    public void place(Instant since) {
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

    @Override
    public void save() {
        if (placed) {
            KinesisCheckpoint now = new KinesisCheckpoint(sourceCreated, shards.marks());
            checkpoint.update(before -> now.equals(before) ? before : now);
        }
    }

    @Override
    public Round round(boolean anyway, boolean thorough) {
        Instant now = clock.instant();
        if (!anyway && now.isBefore(wait.until())) {
            return new Round(End.FAILED, false, wait.until());
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
            return new Round(End.FAILED, false, wait.until());
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
        wait.over();
    }

    private void failed(KinesisException refusal) {
        wait.failed(clock.instant());
        if (!KinesisCalls.isThrottled(refusal)) {
            trouble.happened(refusal.code(), String.valueOf(refusal.getMessage()));
        }
    }

    @Override
    public Optional<Runnable> watch(Runnable wake) {
        Optional<Runnable> watch = kinesis.watch(sourceArn, wake).map(asked -> asked::close);
        told = watch.isPresent();
        return watch;
    }

    @Override
    public void forget() {
        checkpoint.remove();
    }

    @Override
    public List<String> warnings() {
        return trouble.warnings();
    }

    @Override
    public Map<SourceMetric, Double> metrics() {
        return counters.values();
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
            if (more) {
                return ended(End.BEHIND, now);
            }
            return due.equals(Instant.MAX) ? ended(End.CAUGHT_UP, now) : ended(End.FAILED, told ? due : inASecond());
        }

        /** The shards that do not wait are to be asked. */
        private Instant inASecond() {
            Instant next = now.plusSeconds(1);
            return due.isBefore(next) ? due : next;
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
                    trouble.happened(e.code(), String.valueOf(e.getMessage()));
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
                trouble.happened(e.code(), String.valueOf(e.getMessage()));
            }
        }

        private void waits(ShardReader shard) {
            done.add(shard);
            troubled |= !trouble.warnings().isEmpty();
            due = shard.waitsUntil().isBefore(due) ? shard.waitsUntil() : due;
        }
    }
}
