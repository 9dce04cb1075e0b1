/**
 * Who is asked for a name of a configuration: a server, or a receiver inside Hydrant that takes the records and shows them.
 * Entrance: {@link io.hydrant.receiver.Counterparts}. Does not know what a request means to the one who is asked.
 */
@NullMarked
package io.hydrant.receiver;

import org.jspecify.annotations.NullMarked;
