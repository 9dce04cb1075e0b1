package io.hydrant.firehose.encryption;

import java.util.Objects;
import java.util.Optional;

/**
 * What a delivery stream knows about its server-side encryption. {@code status} reports the latest attempt, {@code keyInUse}
 * what records get now; they differ on purpose.
 *
 * @param attempt counts the accepted requests
 * @param asked the key of the latest Start, until a Stop has succeeded
 * @param keyInUse what seals records now; empty means that they are kept in the clear
 * @param succession what will seal records when the lag is over
 * @param failure why the latest attempt failed
 */
public record EncryptionState(
        EncryptionStatus status,
        long attempt,
        Optional<KeyChoice> asked,
        Optional<KeyInUse> keyInUse,
        Optional<Succession> succession,
        Optional<FailureDescription> failure) {
    private static final EncryptionState NEVER_ASKED_FOR = new EncryptionState(
            EncryptionStatus.DISABLED, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public EncryptionState {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(asked, "asked");
        Objects.requireNonNull(keyInUse, "keyInUse");
        Objects.requireNonNull(succession, "succession");
        Objects.requireNonNull(failure, "failure");
    }

    /** The key that follows; an empty {@code next} means none. */
    public record Succession(Optional<KeyInUse> next) {}

    /** Encryption was never asked for. */
    public static EncryptionState disabled() {
        return NEVER_ASKED_FOR;
    }

    /**
     * The key that Describe shows: while ENABLING the one asked for, after a failed change the one still in use, after a
     * failed first attempt the one asked for, when DISABLED none. Facts Q14 and Q15: a guess.
     */
    public Optional<KeyChoice> shownKey() {
        return switch (status) {
            case DISABLED -> Optional.empty();
            case ENABLING, ENABLED -> asked;
            case ENABLING_FAILED, DISABLING, DISABLING_FAILED ->
                keyInUse.map(KeyInUse::choice).or(() -> asked);
        };
    }
}
