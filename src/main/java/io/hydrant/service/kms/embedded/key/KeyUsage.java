package io.hydrant.service.kms.embedded.key;

/** What a key is for, in AWS's words. */
public enum KeyUsage {
    ENCRYPT_DECRYPT,
    SIGN_VERIFY,
    GENERATE_VERIFY_MAC,
    KEY_AGREEMENT
}
