package io.hydrant.time;

import java.time.Instant;

/** A task that waits for its time. */
public record Pending(Instant due, String what) {}
