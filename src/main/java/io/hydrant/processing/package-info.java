/**
 * The port of processors: what becomes of records between their source and their destination. Entrance: {@link
 * io.hydrant.processing.Processor}. It does not know any particular processor, nor where records wait.
 */
@NullMarked
package io.hydrant.processing;

import org.jspecify.annotations.NullMarked;
