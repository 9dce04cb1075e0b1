package io.hydrant.firehose.encryption;

/** {@code KeyType}: whose key encrypts. */
public enum KeyType {
    AWS_OWNED_CMK,
    CUSTOMER_MANAGED_CMK
}
