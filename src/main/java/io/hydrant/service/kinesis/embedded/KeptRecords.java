package io.hydrant.service.kinesis.embedded;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.service.kinesis.embedded.shard.StoredRecord;
import io.hydrant.store.Secret;

/** Records of one shard, in a store: those of one put. */
record KeptRecords(List<Kept> records) {
    KeptRecords {
        records = List.copyOf(records);
    }

    /**
     * A record.
     *
     * @param data is encrypted by the store, because a stream's key may have encrypted it
     */
    record Kept(long place, long arrivalMillis, String partitionKey, Secret data, Optional<String> key) {
        Kept {
            Objects.requireNonNull(partitionKey, "partitionKey");
            Objects.requireNonNull(data, "data");
            Objects.requireNonNull(key, "key");
        }
    }

    static KeptRecords of(List<StoredRecord> records) {
        return new KeptRecords(records.stream()
                .map(each -> new Kept(
                        each.place(), each.arrivalMillis(), each.partitionKey(), Secret.of(each.data()), each.key()))
                .toList());
    }

    List<StoredRecord> stored() {
        return records.stream()
                .map(each -> new StoredRecord(
                        each.place(),
                        each.arrivalMillis(),
                        each.partitionKey().getBytes(StandardCharsets.UTF_8),
                        each.data().bytes(),
                        each.key()))
                .toList();
    }
}
