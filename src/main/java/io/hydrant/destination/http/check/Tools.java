package io.hydrant.destination.http.check;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.hydrant.time.Scheduler;

/**
 * What a check needs of its surroundings. Its clock is the machine's, whatever the clock of a server says: a check is about
 * another process, which waits in real time.
 *
 * @param addresses where requests to a URL go; empty if they go nowhere
 * @param clock ticks as the machine's does
 * @param scheduler of the same clock
 * @param ids where a request's id comes from
 * @param nanos a running count of nanoseconds
 */
public record Tools(
        Function<URI, Optional<URI>> addresses,
        InstantSource clock,
        Scheduler scheduler,
        Supplier<UUID> ids,
        LongSupplier nanos) {}
