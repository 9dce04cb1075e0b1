package io.hydrant.service.kms.embedded.crypto;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Makes key pairs of one kind, and finds the public half of a private key. */
public final class KeyPairs {
    private static final String SECP256K1 = "secp256k1";

    private final String algorithm;
    private final String parameter;

    /**
     * Pairs of one kind.
     *
     * @param algorithm {@code RSA}, {@code EC} or {@code Ed25519}
     * @param parameter the bits of an RSA modulus, or the name of a curve
     */
    public KeyPairs(String algorithm, String parameter) {
        this.algorithm = algorithm;
        this.parameter = parameter;
    }

    /** A new pair. */
    public KeyPair generate(SecureRandom random) {
        if (parameter.equals(SECP256K1)) {
            return Secp256k1.generate(random);
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(Integer.parseInt(parameter), random);
            } else if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec(parameter), random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot make a key pair: " + algorithm + ' ' + parameter, e);
        }
    }

    /**
     * The pair of a private key.
     *
     * @param pkcs8 the private key in PKCS #8
     * @throws InvalidKeySpecException when the bytes are no such key, or one of another kind
     */
    public KeyPair fromPrivateKey(byte[] pkcs8) throws InvalidKeySpecException {
        if (parameter.equals(SECP256K1)) {
            return Secp256k1.pair(pkcs8);
        }
        KeyFactory factory = factory();
        PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        PublicKey publicKey;
        if (key instanceof RSAPrivateCrtKey rsa) {
            publicKey = factory.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
            require(rsa.getModulus().bitLength() == Integer.parseInt(parameter));
        } else if (key instanceof ECPrivateKey ec) {
            EllipticCurve curve = curve(ec.getParams());
            require(curve.isScalar(ec.getS()));
            ECPoint point = curve.multiply(ec.getS(), curve.generator());
            publicKey = factory.generatePublic(new ECPublicKeySpec(point, ec.getParams()));
        } else if (key instanceof EdECPrivateKey edwards) {
            byte[] hash = Hashes.hash("SHA-512", edwards.getBytes().orElseThrow());
            Edwards25519.Point point = Edwards25519.BASE.times(Edwards25519.scalar(hash));
            publicKey = factory.generatePublic(new EdECPublicKeySpec(
                    NamedParameterSpec.ED25519, new EdECPoint(point.x().testBit(0), point.y())));
        } else {
            throw new InvalidKeySpecException("Not a private key of " + algorithm);
        }
        return new KeyPair(publicKey, key);
    }

    /**
     * A public key on the curve of these pairs.
     *
     * @param der a SubjectPublicKeyInfo
     * @throws InvalidKeySpecException when the bytes are no such key, or its point is not on the curve
     */
    public ECPublicKey publicKey(byte[] der) throws InvalidKeySpecException {
        if (!(factory().generatePublic(new X509EncodedKeySpec(der)) instanceof ECPublicKey key)) {
            throw new InvalidKeySpecException("Not a public key on a curve");
        }
        require(curve(key.getParams()).contains(key.getW()));
        return key;
    }

    /** The curve with these parameters, which has to be that of these pairs. */
    private EllipticCurve curve(ECParameterSpec given) throws InvalidKeySpecException {
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(parameter));
            ECParameterSpec own = named.getParameterSpec(ECParameterSpec.class);
            require(own.getCurve().equals(given.getCurve())
                    && own.getGenerator().equals(given.getGenerator())
                    && own.getOrder().equals(given.getOrder()));
            return new EllipticCurve(own);
        } catch (InvalidKeySpecException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no curve " + parameter, e);
        }
    }

    private KeyFactory factory() {
        try {
            return KeyFactory.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no keys of " + algorithm, e);
        }
    }

    private static void require(boolean fits) throws InvalidKeySpecException {
        if (!fits) {
            throw new InvalidKeySpecException("A key of another kind");
        }
    }
}
