/**
 * Server-side encryption of a delivery stream: the pure {@link io.hydrant.firehose.encryption.EncryptionMachine}, its driver
 * {@link io.hydrant.firehose.encryption.StreamEncryption}, the limiter of Start and Stop calls, and the sealing of records.
 * Does not know what else a delivery stream is.
 */
@NullMarked
package io.hydrant.firehose.encryption;

import org.jspecify.annotations.NullMarked;
