package io.hydrant.firehose.encryption;

import java.util.List;

/** What the machine answers to an event. */
public sealed interface Outcome {
    /** The next state, and what is to be done. */
    record Moved(EncryptionState next, List<EncryptionEffect> effects) implements Outcome {
        public Moved {
            effects = List.copyOf(effects);
        }
    }

    /** A change is under way: {@code ResourceInUseException}. Facts Q4: a guess. */
    record Refused(EncryptionStatus busy) implements Outcome {}
}
