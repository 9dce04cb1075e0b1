package io.hydrant.service.kms.embedded.key;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.hydrant.service.kms.embedded.crypto.KeyPairs;

/** The kinds of key, with the algorithms of each usage. Source: developer guide, key spec reference. */
public enum KeySpec {
    SYMMETRIC_DEFAULT("", "SYMMETRIC_DEFAULT"),
    RSA_2048("RSA 2048", Algorithms.RSA_ENCRYPTION, Algorithms.RSA_SIGNING, "", ""),
    RSA_3072("RSA 3072", Algorithms.RSA_ENCRYPTION, Algorithms.RSA_SIGNING, "", ""),
    RSA_4096("RSA 4096", Algorithms.RSA_ENCRYPTION, Algorithms.RSA_SIGNING, "", ""),
    ECC_NIST_P256("EC secp256r1", "", "ECDSA_SHA_256", "", "ECDH"),
    ECC_NIST_P384("EC secp384r1", "", "ECDSA_SHA_384", "", "ECDH"),
    ECC_NIST_P521("EC secp521r1", "", "ECDSA_SHA_512", "", "ECDH"),
    ECC_SECG_P256K1("EC secp256k1", "", "ECDSA_SHA_256", "", ""),
    ECC_NIST_EDWARDS25519("Ed25519 0", "", "ED25519_SHA_512 ED25519_PH_SHA_512", "", ""),
    HMAC_224("", "", "", "HMAC_SHA_224", ""),
    HMAC_256("", "", "", "HMAC_SHA_256", ""),
    HMAC_384("", "", "", "HMAC_SHA_384", ""),
    HMAC_512("", "", "", "HMAC_SHA_512", ""),
    ML_DSA_44("", "", "ML_DSA_SHAKE_256", "", ""),
    ML_DSA_65("", "", "ML_DSA_SHAKE_256", "", ""),
    ML_DSA_87("", "", "ML_DSA_SHAKE_256", "", "");

    private final String generator;
    private final String encryption;
    private final String signing;
    private final String mac;
    private final String agreement;

    KeySpec(String generator, String encryption) {
        this(generator, encryption, "", "", "");
    }

    KeySpec(String generator, String encryption, String signing, String mac, String agreement) {
        this.generator = generator;
        this.encryption = encryption;
        this.signing = signing;
        this.mac = mac;
        this.agreement = agreement;
    }

    /** The spec with that name, if KMS here has it. */
    public static Optional<KeySpec> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    /** The algorithms that a key of this spec has for {@code usage}; empty when the usage does not fit. */
    public List<String> algorithms(KeyUsage usage) {
        String names =
                switch (usage) {
                    case ENCRYPT_DECRYPT -> encryption;
                    case SIGN_VERIFY -> signing;
                    case GENERATE_VERIFY_MAC -> mac;
                    case KEY_AGREEMENT -> agreement;
                };
        return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
    }

    /** Whether keys of this spec are one secret 256-bit key. */
    public boolean isSymmetric() {
        return this == SYMMETRIC_DEFAULT;
    }

    /** Whether keys of this kind make message authentication codes. */
    public boolean isHmac() {
        return !mac.isEmpty();
    }

    /** The bytes of an HMAC key of this spec. Source: developer guide, HMAC key specs. */
    int macKeyLength() {
        return Integer.parseInt(name().substring("HMAC_".length())) / 8;
    }

    /**
     * The key pairs of this spec.
     *
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException} where neither the JDK nor Hydrant has any
     */
    public KeyPairs keyPairs() {
        if (generator.isEmpty()) {
            throw KmsErrors.unsupported("Hydrant has no key material for key spec " + this + '.');
        }
        List<String> how = List.of(generator.split(" ", -1));
        return new KeyPairs(how.get(0), how.get(1));
    }

    /** The grant operations that make sense for a key of this spec and {@code usage}. */
    public Set<String> grantOperations(KeyUsage usage) {
        if (isSymmetric()) {
            return Set.of(
                    "Decrypt",
                    "Encrypt",
                    "GenerateDataKey",
                    "GenerateDataKeyWithoutPlaintext",
                    "GenerateDataKeyPair",
                    "GenerateDataKeyPairWithoutPlaintext",
                    "ReEncryptFrom",
                    "ReEncryptTo",
                    "CreateGrant",
                    "RetireGrant",
                    "DescribeKey");
        }
        return switch (usage) {
            case ENCRYPT_DECRYPT ->
                Set.of(
                        "Decrypt",
                        "Encrypt",
                        "ReEncryptFrom",
                        "ReEncryptTo",
                        "GetPublicKey",
                        "CreateGrant",
                        "RetireGrant",
                        "DescribeKey");
            case SIGN_VERIFY -> Set.of("Sign", "Verify", "GetPublicKey", "CreateGrant", "RetireGrant", "DescribeKey");
            case GENERATE_VERIFY_MAC -> Set.of("GenerateMac", "VerifyMac", "CreateGrant", "RetireGrant", "DescribeKey");
            case KEY_AGREEMENT ->
                Set.of("DeriveSharedSecret", "GetPublicKey", "CreateGrant", "RetireGrant", "DescribeKey");
        };
    }

    private static final class Algorithms {
        static final String RSA_ENCRYPTION = "RSAES_OAEP_SHA_1 RSAES_OAEP_SHA_256";
        static final String RSA_SIGNING = "RSASSA_PKCS1_V1_5_SHA_256 RSASSA_PKCS1_V1_5_SHA_384"
                + " RSASSA_PKCS1_V1_5_SHA_512 RSASSA_PSS_SHA_256 RSASSA_PSS_SHA_384 RSASSA_PSS_SHA_512";
    }
}
