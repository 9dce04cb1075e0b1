package io.hydrant.memory;

import java.util.List;

/**
 * The shares of the heap. What grows with use belongs to one of them; the rest of the heap is for the program and for work
 * under way. The shares are estimates: each counts bytes, and a fixed cost for every thing it keeps.
 *
 * @param buffers records that wait for delivery
 * @param objects objects of the embedded S3 in memory, with versions, metadata, tags and parts of uploads
 * @param bodies bodies of requests and long answers under way
 * @param events the log of events; the oldest make room for the newest
 * @param deliveries the ledger of deliveries; the oldest make room for the newest
 * @param received what the receivers inside Hydrant have taken; the oldest makes room for the newest
 * @param resources keys, grants, aliases and delivery streams
 */
public record MemoryBudget(
        Share buffers, Share objects, Share bodies, Share events, Share deliveries, Share received, Share resources) {

    /**
     * A budget for a heap of {@code heap} bytes: a quarter for bodies, a sixteenth for resources, a thirty-second each for events
     * and deliveries.
     *
     * @param buffers how many bytes buffered records may take
     * @param objects how many bytes objects in memory may take
     * @param received how many bytes the receivers may keep; a sixteenth of the heap at most
     */
    public static MemoryBudget of(long heap, long buffers, long objects, long received) {
        return new MemoryBudget(
                new Share("buffers", buffers),
                new Share("objects", objects),
                bodies(heap),
                new Share("events", heap / 32),
                new Share("deliveries", heap / 32),
                new Share("received", Math.min(received, heap / 16)),
                new Share("resources", heap / 16));
    }

    /** What bodies of requests and long answers may take of a heap of {@code heap} bytes. */
    public static Share bodies(long heap) {
        return new Share("bodies", heap / 4);
    }

    /** All shares, in the order of the components. */
    public List<Share> shares() {
        return List.of(buffers, objects, bodies, events, deliveries, received, resources);
    }
}
