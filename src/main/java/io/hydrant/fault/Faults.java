package io.hydrant.fault;

import java.util.Optional;

/** What decides which calls fail. Thread-safe, and cheap: it is asked before each call of a hop. */
public interface Faults {
    /** No call fails. */
    Faults NONE = new Faults() {
        @Override
        public boolean watches(Hop hop) {
            return false;
        }

        @Override
        public Optional<Strike> on(Call call) {
            return Optional.empty();
        }
    };

    /** Whether any rule is about that hop: one read of a field, for places that cannot afford to describe each call. */
    boolean watches(Hop hop);

    /** What happens to this call; empty lets it pass. The call is counted, so it is asked once for each. */
    Optional<Strike> on(Call call);
}
