package io.hydrant.firehose.encryption;

import java.util.Optional;

/** What the machine wants done outside of it. */
public sealed interface EncryptionEffect {
    /** Create the grant, try the key, answer with KeyReady or KeyRefused. */
    record PrepareKey(long attempt, KeyChoice key) implements EncryptionEffect {}

    /** See whether the key can be let go, answer with KeyReleased or ReleaseRefused. */
    record ReleaseKey(long attempt, Optional<KeyInUse> key) implements EncryptionEffect {}

    /** Answer with LagPassed when the lag is over. */
    record AwaitLag(long attempt) implements EncryptionEffect {}

    /** Retire the key's grant once nothing sealed under it is buffered. */
    record ScheduleRetirement(KeyInUse key) implements EncryptionEffect {}
}
