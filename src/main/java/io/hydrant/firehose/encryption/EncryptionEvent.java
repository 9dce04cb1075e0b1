package io.hydrant.firehose.encryption;

import java.util.Optional;

/** What can happen to the encryption of a delivery stream. */
public sealed interface EncryptionEvent {
    /** StartDeliveryStreamEncryption, or CreateDeliveryStream with encryption. */
    record StartRequested(KeyChoice key) implements EncryptionEvent {}

    /** StopDeliveryStreamEncryption. */
    record StopRequested() implements EncryptionEvent {}

    /** The grant exists and the key has been tried. */
    record KeyReady(KeyInUse key) implements EncryptionEvent {}

    /** The key cannot be used; {@code abandoned} is a grant that was made on the way. */
    record KeyRefused(long attempt, FailureDescription why, Optional<KeyInUse> abandoned) implements EncryptionEvent {}

    /** The key's grant can be retired. */
    record KeyReleased(long attempt) implements EncryptionEvent {}

    /** The key's grant cannot be retired. */
    record ReleaseRefused(long attempt, FailureDescription why) implements EncryptionEvent {}

    /** The time from a new status until records follow it is over. */
    record LagPassed(long attempt) implements EncryptionEvent {}
}
