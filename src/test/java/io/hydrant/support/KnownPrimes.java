package io.hydrant.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets RSA key pairs be made of known primes while a test runs: the search for primes takes a second and more without the second
 * compiler of the JVM. For tests that are not about that search. Pairs of the same size come in turn, each another than the last.
 */
public final class KnownPrimes implements BeforeEachCallback, AfterEachCallback {
    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
    private static final List<BigInteger> PRIMES = read();
    private static final AtomicInteger TURN = new AtomicInteger();

    private static List<BigInteger> read() {
        try (InputStream lines = KnownPrimes.class.getResourceAsStream("primes.txt")) {
            return new String(lines.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> new BigInteger(line, 16))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Security.insertProviderAt(new Known(), 1);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Security.removeProvider(Known.NAME);
    }

    /** All pairs of two different primes of that size. */
    private static List<BigInteger[]> twos(int bits) {
        List<BigInteger> fitting =
                PRIMES.stream().filter(prime -> prime.bitLength() == bits / 2).toList();
        List<BigInteger[]> twos = new ArrayList<>();
        for (BigInteger p : fitting) {
            fitting.stream().filter(q -> q.compareTo(p) < 0).forEach(q -> twos.add(new BigInteger[] {p, q}));
        }
        return twos;
    }

    private static KeyPair pair(BigInteger p, BigInteger q) throws GeneralSecurityException {
        BigInteger modulus = p.multiply(q);
        BigInteger ofP = p.subtract(BigInteger.ONE);
        BigInteger ofQ = q.subtract(BigInteger.ONE);
        BigInteger secret = EXPONENT.modInverse(ofP.multiply(ofQ));
        KeyFactory factory = KeyFactory.getInstance("RSA");
        return new KeyPair(
                factory.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
                factory.generatePrivate(new RSAPrivateCrtKeySpec(
                        modulus, EXPONENT, secret, p, q, secret.mod(ofP), secret.mod(ofQ), q.modInverse(p))));
    }

    private static final class Known extends Provider {
        static final String NAME = "KnownPrimes";
        private static final long serialVersionUID = 1;

        Known() {
            super(NAME, "1", "RSA key pairs of known primes");
            put("KeyPairGenerator.RSA", Generator.class.getName());
        }
    }

    /** Made by {@link Known}, by name. */
    public static final class Generator extends KeyPairGeneratorSpi {
        private List<BigInteger[]> twos = twos(2048);

        @Override
        public void initialize(int bits, SecureRandom random) {
            twos = twos(bits);
        }

        @Override
        public KeyPair generateKeyPair() {
            BigInteger[] two = twos.get(Math.floorMod(TURN.getAndIncrement(), twos.size()));
            try {
                return pair(two[0], two[1]);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
