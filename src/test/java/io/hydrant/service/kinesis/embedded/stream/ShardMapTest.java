package io.hydrant.service.kinesis.embedded.stream;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShardMapTest {
    private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");

    @Test
    void openShardsCoverTheSpaceOnceAfterAnySplitsAndMerges() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            ShardMap map = ShardMap.of(1 + random.nextInt(6), START);
            for (int step = 0; step < 30; step++) {
                map = changed(map, random, START.plusSeconds(step));
                assertThat(gaps(map)).isZero();
                assertThat(map.openCount()).isEqualTo(map.open().size());
            }
            assertThat(map.shards())
                    .allSatisfy(shard -> assertThat(shard.parents()).hasSizeLessThanOrEqualTo(2));
        }
    }

    @Test
    void aShardHasGreaterNumbersThanItsParents() {
        Random random = new Random(8);
        ShardMap map = ShardMap.of(2, START);
        for (int step = 0; step < 40; step++) {
            map = changed(map, random, START);
        }
        for (StreamShard shard : map.shards()) {
            for (int parent : shard.parents()) {
                assertThat(map.find(parent).orElseThrow().last().orElseThrow().toString())
                        .isLessThan(shard.first().toString());
            }
        }
    }

    @Test
    void aClosedShardIsForgottenAfterTheRetention() {
        ShardMap map = ShardMap.of(1, START);
        StreamShard only = map.open().get(0);
        ShardMap split = map.split(only, HashKey.of(BigInteger.TEN), START.plusSeconds(1));

        assertThat(split.closedSince(START).shards()).hasSize(3);
        assertThat(split.closedSince(START.plus(Duration.ofSeconds(1))).shards())
                .hasSize(2);
        assertThat(split.childrenOf(0)).hasSize(2);
    }

    private static ShardMap changed(ShardMap map, Random random, Instant now) {
        List<StreamShard> open = map.open();
        int at = random.nextInt(open.size());
        switch (random.nextInt(3)) {
            case 0 -> {
                HashRange range = open.get(at).range();
                BigInteger size = range.end().number().subtract(range.start().number());
                if (size.bitLength() < 3) {
                    return map;
                }
                BigInteger middle = range.start().number().add(size.shiftRight(1));
                return map.split(open.get(at), HashKey.of(middle), now);
            }
            case 1 -> {
                return at + 1 < open.size() ? map.merge(open.get(at), open.get(at + 1), now) : map;
            }
            default -> {
                int count = 1 + random.nextInt(2 * open.size());
                ShardMap uniform = map.uniform(count, now);
                assertThat(uniform.open()).extracting(StreamShard::range).isEqualTo(HashRange.uniform(count));
                return uniform;
            }
        }
    }

    private static int gaps(ShardMap map) {
        int gaps = 0;
        HashKey expected = HashKey.FIRST;
        for (StreamShard shard : map.open()) {
            gaps += shard.range().start().equals(expected) ? 0 : 1;
            expected = shard.range().end().next();
        }
        return expected.equals(HashKey.FIRST) ? gaps : gaps + 1;
    }
}
