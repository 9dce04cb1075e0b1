package io.hydrant.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.delivery.DeliveryPlan.Partitions;
import io.hydrant.destination.Purpose;
import io.hydrant.record.PartitionKeys;
import org.jspecify.annotations.Nullable;

/**
 * The active partitions of a stream, each with a queue of its own: a partition is active from its first record until its records
 * are delivered. Guarded by the stream's lock.
 */
final class ActivePartitions {
    private final QueueContext context;
    private final Map<PartitionKeys, Partition> active = new LinkedHashMap<>();

    private @Nullable Partitions plan;
    private long refused;

    ActivePartitions(QueueContext context) {
        this.context = context;
    }

    /** One active partition. */
    private final class Partition {
        private final PartitionKeys keys;
        private final Instant since;
        private final DeliveryQueue queue;

        /** Batches under way that will bring records, or may. */
        private int reservations;

        Partition(PartitionKeys keys, Instant since) {
            this.keys = keys;
            this.since = since;
            this.queue = new DeliveryQueue(
                    context, QueueName.ofPartition(keys), Purpose.DESTINATION, Optional.empty(), this::removeIfIdle);
        }

        private void removeIfIdle() {
            if (reservations == 0 && queue.records() == 0) {
                active.remove(keys);
            }
        }
    }

    /** From now on partitions go there; those that are active too. */
    void retarget(Partitions next) {
        plan = next;
        active.forEach((keys, partition) ->
                partition.queue.retarget(Optional.of(next.target().apply(keys))));
    }

    /** Records are not sorted any more: what is active goes to {@code to}. */
    void retargetAll(Optional<DeliveryTarget> to) {
        active.values().forEach(partition -> partition.queue.retarget(to));
    }

    /** Keeps a partition for records to come; false if there are too many. */
    boolean reserve(PartitionKeys keys) {
        Partition partition = active.get(keys);
        if (partition == null) {
            if (active.size() >= context.dependencies().partitionLimit()) {
                refused++;
                return false;
            }
            partition = new Partition(keys, context.dependencies().clock().instant());
            if (plan != null) {
                partition.queue.retarget(Optional.of(plan.target().apply(keys)));
            }
            active.put(keys, partition);
        }
        partition.reservations++;
        return true;
    }

    /** The partitions are not kept any more, but for the records that they have. */
    void free(Collection<PartitionKeys> partitions) {
        for (PartitionKeys keys : partitions) {
            Partition partition = active.get(keys);
            if (partition != null) {
                partition.reservations--;
                partition.removeIfIdle();
            }
        }
    }

    /** The queue of a partition that was reserved; null if it was not. */
    @Nullable
    DeliveryQueue queue(PartitionKeys keys) {
        Partition partition = active.get(keys);
        return partition == null ? null : partition.queue;
    }

    /** Every queue; a copy. */
    List<DeliveryQueue> queues() {
        List<DeliveryQueue> queues = new ArrayList<>(active.size());
        active.values().forEach(partition -> queues.add(partition.queue));
        return queues;
    }

    /** What is active, oldest first. */
    List<PartitionView> views() {
        return active.values().stream()
                .map(p -> new PartitionView(p.keys, p.queue.records(), p.queue.bytes(), p.since))
                .toList();
    }

    /** How many records found as many active partitions as there may be. */
    long refused() {
        return refused;
    }
}
