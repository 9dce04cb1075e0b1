package io.hydrant.store;

import java.time.Instant;
import java.util.Objects;

/**
 * Something to be done later, as data rather than as code, so that it can outlive the process.
 *
 * @param key its kind, and what it is about: there is one timer of a kind for each
 * @param due when; not before
 * @param what its name, as {@code GET /_hydrant/clock} shows it
 * @param owner the ARN of what it belongs to; empty for nothing in particular
 */
public record Timer(StateKey<Timer> key, Instant due, String what, String owner) {
    public Timer {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(owner, "owner");
    }
}
