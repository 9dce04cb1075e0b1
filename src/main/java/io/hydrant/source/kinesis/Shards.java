package io.hydrant.source.kinesis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.hydrant.service.kinesis.Shard;
import io.hydrant.service.kinesis.ShardPosition;

/**
 * The shards of a Kinesis stream, as one reader knows them. A shard is read when the shards that it was split or merged from have
 * been read wholly. For one thread.
 */
final class Shards {
    private static final ShardPlace OLDEST = ShardPlace.at(new ShardPosition.TrimHorizon());

    private final Map<String, ShardReader> known = new LinkedHashMap<>();
    private final Runnable moved;

    /** @param moved runs when more has been delivered; returns at once */
    Shards(Runnable moved) {
        this.moved = moved;
    }

    /** Begins at {@code place} with the shards that are open, and with all of them if {@code closedToo}. */
    void begin(List<Shard> listed, ShardPlace place, boolean closedToo) {
        known.clear();
        listed.forEach(shard -> add(shard, place, !closedToo && !shard.open()));
    }

    /** Goes on where an earlier reader has delivered; shards that it did not know are read from their beginning. */
    void restore(List<Shard> listed, Map<String, KinesisCheckpoint.Mark> marks) {
        known.clear();
        for (Shard shard : listed) {
            KinesisCheckpoint.Mark mark = marks.get(shard.id());
            if (mark == null) {
                add(shard, OLDEST, false);
            } else {
                add(shard, mark.delivered(), mark.ended());
            }
        }
    }

    /** Takes in the shards that came since, to be read from their beginning. Nothing more comes from those that are not there any more. */
    void refresh(List<Shard> listed) {
        for (Shard shard : listed) {
            if (!known.containsKey(shard.id())) {
                add(shard, OLDEST, false);
            }
        }
        Set<String> ids = listed.stream().map(Shard::id).collect(Collectors.toSet());
        known.values().stream().filter(shard -> !ids.contains(shard.id())).forEach(ShardReader::end);
        known.values().removeIf(shard -> shard.isDone() && !ids.contains(shard.id()));
    }

    private void add(Shard shard, ShardPlace place, boolean ended) {
        known.put(shard.id(), new ShardReader(shard.id(), shard.parents(), place, ended, moved));
    }

    /** Those that can be read now. */
    List<ShardReader> readable() {
        List<ShardReader> readable = new ArrayList<>();
        for (ShardReader shard : known.values()) {
            if (!shard.hasEnded() && shard.parents().stream().allMatch(this::isRead)) {
                readable.add(shard);
            }
        }
        return readable;
    }

    private boolean isRead(String parent) {
        ShardReader shard = known.get(parent);
        return shard == null || shard.hasEnded();
    }

    /** How far the shard that is furthest behind is behind its newest record. */
    long behindMillis() {
        return known.values().stream()
                .mapToLong(ShardReader::behindMillis)
                .max()
                .orElse(0);
    }

    /** What is to be known of them after a restart. */
    Map<String, KinesisCheckpoint.Mark> marks() {
        Map<String, KinesisCheckpoint.Mark> marks = new HashMap<>();
        known.forEach((id, shard) -> marks.put(id, shard.mark()));
        return marks;
    }
}
