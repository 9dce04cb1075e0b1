package io.hydrant.firehose.encryption;

import io.hydrant.service.kms.DataKey;

/** Where the data keys of one key in use come from. May wait for a network, except {@link #epoch}. */
interface DataKeySource {
    /** A new data key; throws {@code KmsException}. */
    DataKey generate();

    /** The plaintext of a data key; throws {@code KmsException}. */
    byte[] decrypt(byte[] ciphertextBlob);

    /** Changes whenever a data key in hand may not be used any more. */
    long epoch();
}
