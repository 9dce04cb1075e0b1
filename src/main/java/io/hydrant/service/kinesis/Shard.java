package io.hydrant.service.kinesis;

import java.util.List;
import java.util.Objects;

/**
 * A shard of a Kinesis stream.
 *
 * @param parents the shards that it was split or merged from: none, one or two
 * @param open whether it takes records
 */
public record Shard(String id, List<String> parents, boolean open) {
    public Shard {
        Objects.requireNonNull(id, "id");
        parents = List.copyOf(parents);
    }
}
