package io.hydrant.time;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How long work of another machine or thread may take, by a clock that can be moved.
 *
 * @param scheduler where its end waits
 * @param what names that end in diagnostics
 * @param owner the ARN of what the work is done for
 */
public record TimeLimit(InstantSource clock, Scheduler scheduler, Duration span, String what, String owner) {}
