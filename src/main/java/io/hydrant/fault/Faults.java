package io.hydrant.fault;

import java.util.Optional;

/** What decides which calls fail. Thread-safe, and cheap: it is asked before each call of a hop. */
@FunctionalInterface
public interface Faults {
    /** No call fails. Nothing is put around a port for it. */
    Faults NONE = call -> Optional.empty();

    /** What happens to this call in place of its work; empty lets it pass. */
    Optional<Effect> on(Call call);
}
