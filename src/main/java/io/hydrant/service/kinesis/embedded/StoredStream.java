package io.hydrant.service.kinesis.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import io.hydrant.service.kinesis.embedded.shard.StoredRecord;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.store.Change;
import io.hydrant.store.StateCell;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.StoreException;
import io.hydrant.store.Versioned;

/**
 * A stream in a store, and its records: a value for each put into a shard. The newest value of a shard stays when its records have
 * expired, so that no place is given twice. Guarded by its stream.
 */
final class StoredStream {
    static final StateKind<StreamDescription> STREAMS = new StateKind<>("kinesis.streams", StreamDescription.class);
    static final StateKind<KeptRecords> RECORDS = new StateKind<>("kinesis.records", KeptRecords.class);

    private static final int MOST = 500;

    private final StateStore store;
    private final StateCell<StreamDescription> cell;

    /** The values of each shard, by the place of their first record. */
    private final Map<Integer, TreeMap<Long, Row>> rows = new TreeMap<>();

    /** A value of the store, and when its newest record came. */
    private record Row(StateKey<KeptRecords> key, long version, long newest) {
        Change<KeptRecords> removal() {
            return new Change<>(key, version, Optional.empty());
        }
    }

    private StoredStream(StateStore store, StateCell<StreamDescription> cell) {
        this.store = store;
        this.cell = cell;
    }

    /** Writes a new stream. */
    static StoredStream create(StateStore store, StreamDescription first) {
        return StateCell.create(store, STREAMS.key(first.scope(), first.name()), first)
                .map(cell -> new StoredStream(store, cell))
                .orElseThrow(() -> new StoreException("The store has a Kinesis stream " + first.name() + " already."));
    }

    /** A stream of an earlier run. */
    static StoredStream restored(StateStore store, Versioned<StreamDescription> seen) {
        return new StoredStream(store, StateCell.of(store, seen));
    }

    /** How the ids of a stream's records begin. */
    static String prefix(StreamDescription stream) {
        return stream.name() + ' ' + stream.created() + ' ';
    }

    /** Takes the values of its records that an earlier run wrote; answers the records of each shard. */
    Map<Integer, List<StoredRecord>> load(List<Versioned<KeptRecords>> values) {
        Map<Integer, List<StoredRecord>> records = new TreeMap<>();
        values.stream()
                .sorted(Comparator.comparing(
                        each -> each.value().records().get(0).place()))
                .forEach(each -> {
                    int shard = Integer.parseInt(each.key().id().split(" ", -1)[2]);
                    List<StoredRecord> stored = each.value().stored();
                    add(shard, each.key(), each.version(), stored);
                    records.computeIfAbsent(shard, absent -> new ArrayList<>()).addAll(stored);
                });
        return records;
    }

    private void add(int shard, StateKey<KeptRecords> key, long version, List<StoredRecord> records) {
        long newest = records.get(records.size() - 1).arrivalMillis();
        rows.computeIfAbsent(shard, absent -> new TreeMap<>())
                .put(records.get(0).place(), new Row(key, version, newest));
    }

    /** Keeps what is known of the stream. */
    void keep(StreamDescription next) {
        StreamDescription unused = cell.update(now -> now.equals(next) ? now : next);
    }

    /** Keeps the records of one put by their shards: all or none. */
    void keep(Map<Integer, List<StoredRecord>> byShard) {
        List<Change<KeptRecords>> changes = new ArrayList<>();
        byShard.forEach((shard, records) ->
                changes.add(Change.create(key(shard, records.get(0).place()), KeptRecords.of(records))));
        if (changes.isEmpty()) {
            return;
        }
        OptionalLong version = store.commit(changes);
        if (version.isEmpty()) {
            throw new StoreException(
                    "Another process writes the Kinesis stream " + cell.value().name() + ".");
        }
        byShard.forEach(
                (shard, records) -> add(shard, key(shard, records.get(0).place()), version.getAsLong(), records));
    }

    private StateKey<KeptRecords> key(int shard, long place) {
        StreamDescription stream = cell.value();
        return RECORDS.key(stream.scope(), prefix(stream) + shard + ' ' + place);
    }

    /** Forgets values whose records all came before that instant. */
    void forgetBefore(long millis) {
        List<Row> expired = new ArrayList<>();
        for (TreeMap<Long, Row> shard : rows.values()) {
            while (shard.size() > 1 && shard.firstEntry().getValue().newest() <= millis) {
                expired.add(shard.pollFirstEntry().getValue());
            }
        }
        remove(expired);
    }

    /** Forgets the stream and its records. */
    void remove() {
        cell.remove();
        remove(rows.values().stream().flatMap(shard -> shard.values().stream()).toList());
        rows.clear();
    }

    private void remove(List<Row> gone) {
        for (int i = 0; i < gone.size(); i += MOST) {
            remove(
                    store,
                    gone.subList(i, Math.min(gone.size(), i + MOST)).stream()
                            .map(Row::removal)
                            .toList());
        }
    }

    /** Removes values; one that has gone already stays so. */
    static void remove(StateStore store, Collection<Change<KeptRecords>> removals) {
        OptionalLong unused = store.commit(List.copyOf(removals));
    }
}
