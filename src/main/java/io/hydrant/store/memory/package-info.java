/**
 * State that is kept in memory, and is gone with the process. Entrance: {@link io.hydrant.store.memory.MemoryStateStore}. It does
 * not know what the values mean.
 */
@NullMarked
package io.hydrant.store.memory;

import org.jspecify.annotations.NullMarked;
