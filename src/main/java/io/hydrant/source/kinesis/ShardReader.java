package io.hydrant.source.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.hydrant.service.kinesis.KinesisException;
import io.hydrant.service.kinesis.ShardPosition;
import io.hydrant.service.kinesis.ShardRecords;
import io.hydrant.source.round.FailureWait;
import io.hydrant.source.round.Progress;
import org.jspecify.annotations.Nullable;

/** Reads one shard from a place on. For one thread. */
final class ShardReader {
    /** The most records that Kinesis answers. */
    private static final int MOST = 10_000;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final String id;
    private final List<String> parents;
    private final Progress<ShardPlace> progress;
    private ShardPlace place;
    private @Nullable String iterator;
    private int limit = MOST;
    private final FailureWait wait = new FailureWait(LONGEST_WAIT);
    private boolean ended;
    private long behindMillis;

    ShardReader(String id, List<String> parents, ShardPlace place, boolean ended, Runnable moved) {
        this.id = id;
        this.parents = parents;
        this.place = place;
        this.ended = ended;
        this.progress = new Progress<>(place, moved);
    }

    /** How a read went. */
    enum Outcome {
        /** There is no newer record. */
        CAUGHT_UP,
        /** There are more records. */
        BEHIND,
        /** The buffers of the delivery stream are full. */
        FULL,
        /** The shard is closed and was read to its end. */
        ENDED
    }

    /** Takes its place: what comes after the newest record now will be read. */
    void openAtLatest(KinesisCalls calls) {
        iterator = calls.iterator(id, new ShardPosition.Latest());
    }

    /**
     * Reads once.
     *
     * @throws KinesisException when it cannot be read now; the place stays
     */
    Outcome read(KinesisCalls calls, RecordAppender appender, InstantSource clock) {
        Instant asked = clock.instant();
        ShardRecords answer;
        try {
            String from = iterator == null ? calls.iterator(id, place.from()) : iterator;
            iterator = from;
            answer = calls.records(from, limit);
        } catch (KinesisException e) {
            iterator = null;
            throw e;
        }
        wait.over();
        behindMillis = answer.millisBehindLatest();
        RecordAppender.Appended appended = appender.append(id, answer.records(), place, progress);
        place = appended.place();
        if (!appended.all()) {
            iterator = null;
            limit = appended.records() == 0 ? 1 : limit;
            return Outcome.FULL;
        }
        limit = Math.min(MOST, 8 * limit);
        iterator = answer.next().orElse(null);
        ended = answer.next().isEmpty();
        if (ended) {
            return Outcome.ENDED;
        }
        if (behindMillis > 0) {
            return Outcome.BEHIND;
        }
        noteThatNothingCame(answer, asked);
        return Outcome.CAUGHT_UP;
    }

    /** A place that is a time moves on while nothing comes, so that nothing older is read when the iterator is lost. */
    private void noteThatNothingCame(ShardRecords answer, Instant asked) {
        if (answer.records().isEmpty() && place.from() instanceof ShardPosition.At) {
            place = ShardPlace.at(new ShardPosition.At(asked));
        }
    }

    /** The shard could not be read: it waits, longer each time. */
    void failed(Instant now) {
        wait.failed(now);
    }

    /** There is nothing more to read. */
    void end() {
        ended = true;
    }

    /** Until when it waits after a failure; long ago if the last read succeeded. */
    Instant waitsUntil() {
        return wait.until();
    }

    String id() {
        return id;
    }

    List<String> parents() {
        return parents;
    }

    /** Whether it was read to its end. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether it was read to its end and delivered. */
    boolean isDone() {
        return ended && progress.isStill();
    }

    /** How far the last read was behind the newest record. */
    long behindMillis() {
        return ended ? 0 : behindMillis;
    }

    /** What is to be known of it after a restart. */
    KinesisCheckpoint.Mark mark() {
        boolean done = isDone(); // before the place is looked at, which may move
        return new KinesisCheckpoint.Mark(progress.delivered(), done);
    }
}
