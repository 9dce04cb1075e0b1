package io.hydrant.service.kms.embedded.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;

/** Signs and verifies with the algorithms of KMS, by their names there. */
public final class Signatures {
    /** What PKCS #1 puts before a digest. Source: RFC 8017, 9.2, note 1. */
    private static final Map<String, byte[]> DIGEST_INFO = Map.of(
            "SHA-256", HexFormat.of().parseHex("3031300d060960864801650304020105000420"),
            "SHA-384", HexFormat.of().parseHex("3041300d060960864801650304020205000430"),
            "SHA-512", HexFormat.of().parseHex("3051300d060960864801650304020305000440"));

    private Signatures() {}

    /** The digest of a message for {@code algorithm}. */
    public static byte[] digest(String algorithm, byte[] message) {
        return Hashes.hash(hash(algorithm), message);
    }

    /** The bytes of a digest for {@code algorithm}. */
    public static int digestLength(String algorithm) {
        return Integer.parseInt(algorithm.substring(algorithm.length() - 3)) / 8;
    }

    /** Whether {@code algorithm} signs the message itself, so that no digest of it can take its place. */
    public static boolean isOfMessages(String algorithm) {
        return algorithm.equals("ED25519_SHA_512");
    }

    /**
     * Signs.
     *
     * @param input a digest, or the message where {@link #isOfMessages}
     */
    public static byte[] sign(KeyPair pair, String algorithm, byte[] input, SecureRandom random) {
        PrivateKey key = pair.getPrivate();
        try {
            if (algorithm.startsWith("RSASSA_PSS")) {
                Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
                rsa.init(Cipher.ENCRYPT_MODE, key);
                return rsa.doFinal(padding(algorithm, pair.getPublic()).pad(input, random));
            }
            if (isOnSecp256k1(pair.getPublic())) {
                return Secp256k1.sign((ECPrivateKey) key, input, random);
            }
            if (algorithm.equals("ED25519_PH_SHA_512")) {
                return Ed25519ph.sign((EdECPrivateKey) key, input);
            }
            Signature signature = Signature.getInstance(name(algorithm));
            signature.initSign(key, random);
            signature.update(prefixed(algorithm, input));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot sign with " + algorithm, e);
        }
    }

    /**
     * Whether a signature is right.
     *
     * @param input a digest, or the message where {@link #isOfMessages}
     */
    public static boolean verify(KeyPair pair, String algorithm, byte[] input, byte[] signature) {
        PublicKey key = pair.getPublic();
        try {
            if (algorithm.startsWith("RSASSA_PSS")) {
                return signature.length == (((RSAPublicKey) key).getModulus().bitLength() + 7) / 8
                        && padding(algorithm, key).fits(opened(key, signature), input);
            }
            if (isOnSecp256k1(key)) {
                return Secp256k1.verify((ECPublicKey) key, input, signature);
            }
            if (algorithm.equals("ED25519_PH_SHA_512")) {
                return Ed25519ph.verify((EdECPublicKey) key, input, signature);
            }
            if (algorithm.equals("ED25519_SHA_512") && signature.length != 64) {
                return false; // JDK 17 passes over what follows
            }
            Signature verifier = Signature.getInstance(name(algorithm));
            verifier.initVerify(key);
            verifier.update(prefixed(algorithm, input));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // no signature at all
        }
    }

    private static byte[] opened(PublicKey key, byte[] signature) throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
        rsa.init(Cipher.DECRYPT_MODE, key);
        BigInteger padded = new BigInteger(1, rsa.doFinal(signature));
        return Bytes.bigEndian(padded, signature.length);
    }

    private static PssPadding padding(String algorithm, PublicKey key) {
        return new PssPadding(hash(algorithm), ((RSAPublicKey) key).getModulus().bitLength());
    }

    private static byte[] prefixed(String algorithm, byte[] input) {
        return algorithm.startsWith("RSASSA_PKCS1")
                ? Bytes.concat(DIGEST_INFO.getOrDefault(hash(algorithm), new byte[0]), input)
                : input;
    }

    private static String name(String algorithm) {
        if (algorithm.startsWith("RSASSA_PKCS1")) {
            return "NONEwithRSA";
        }
        return algorithm.startsWith("ECDSA") ? "NONEwithECDSA" : "Ed25519";
    }

    private static String hash(String algorithm) {
        return "SHA-" + algorithm.substring(algorithm.length() - 3);
    }

    private static boolean isOnSecp256k1(PublicKey key) {
        return key instanceof ECPublicKey ec && ec.getParams().equals(Secp256k1.PARAMETERS);
    }
}
