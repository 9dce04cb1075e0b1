package io.hydrant.store;

import java.time.Duration;
import java.util.List;

/**
 * The one lease that several processes on one engine compete for. It is measured by the engine's clock. Implementations are safe for
 * use by several threads.
 */
public interface Leases extends AutoCloseable {
    /**
     * Says that a node is there. It takes the lease if that is free or over, and renews it if it has it.
     *
     * @param length of the lease, from now on
     * @throws StoreException when the engine cannot be asked
     */
    Lease beat(Node self, Duration length);

    /** Gives the lease back if the node has it, and says that the node goes. */
    void leave(Node self);

    /** The nodes that were there in the last minute, the one that has been there longest first. */
    List<KnownNode> nodes();

    @Override
    void close();
}
