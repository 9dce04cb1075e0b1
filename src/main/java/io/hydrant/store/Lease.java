package io.hydrant.store;

/**
 * Who has the lease.
 *
 * @param holder the id of the node
 * @param address where other nodes reach it
 * @param fence rises each time that another node takes the lease
 */
public record Lease(String holder, String address, long fence) {
    /** Whether {@code node} has it. */
    public boolean isOf(Node node) {
        return holder.equals(node.id());
    }
}
