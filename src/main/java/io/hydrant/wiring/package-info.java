/**
 * Pieces of the object graph that are more than a line: faults around ports, and the servers that settings name. Entrances:
 * {@link io.hydrant.wiring.FaultPlaces}, {@link io.hydrant.wiring.OtherServers}. Only the root package uses them.
 */
@NullMarked
package io.hydrant.wiring;

import org.jspecify.annotations.NullMarked;
