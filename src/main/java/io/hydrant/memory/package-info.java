/**
 * How the heap is shared out among everything that grows with use. Entrance: {@link io.hydrant.memory.MemoryBudget}. Does not
 * know what the bytes are for.
 */
@NullMarked
package io.hydrant.memory;

import org.jspecify.annotations.NullMarked;
