package io.hydrant.firehose.encryption;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

import io.hydrant.service.kms.DataKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SealedDataKeyTest {
    private static final byte[] CONTEXT = {1, 2, 3};

    private final SplittableRandom random = new SplittableRandom(11);
    private final byte[] secret = new byte[32];
    private final SealedDataKey key;

    /** A KMS that knows one data key. */
    private final class Source implements DataKeySource {
        @Override
        public DataKey generate() {
            throw new AssertionError("Not asked for in these tests");
        }

        @Override
        public byte[] decrypt(byte[] ciphertextBlob) {
            return secret.clone();
        }

        @Override
        public long epoch() {
            return 1;
        }
    }

    /** Each test has a key of its own: the JDK refuses to seal twice with the same key and message number. */
    SealedDataKeyTest() {
        new SecureRandom().nextBytes(secret);
        DataKeyCache owner = new DataKeyCache(
                new KeyInUse(1, KeyChoice.awsOwned(), Optional.empty()), new Source(), CONTEXT, () -> {});
        key = new SealedDataKey(owner, new DataKey(secret.clone(), new byte[] {9}), Instant.MAX, 1L << 30, 1);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] seal(byte[] plain, int length) {
        byte[] sealed = key.seal(plain, length, CONTEXT);
        if (sealed == null) {
            throw new AssertionError("The key has been wiped");
        }
        return sealed;
    }

    private byte[] open(byte[] sealed, byte[] context) {
        byte[] clear = new byte[sealed.length - SealedDataKey.OVERHEAD];
        key.opened().open(sealed, 0, sealed.length, context, clear);
        return clear;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, 8192, 8193, 300_001})
    void whatIsSealedOpensToTheSameBytesWhateverItsLength(int length) {
        byte[] plain = bytes(length + 5);

        byte[] sealed = seal(plain, length);

        assertThat(sealed).hasSize(length + SealedDataKey.OVERHEAD);
        assertThat(open(sealed, CONTEXT)).isEqualTo(Arrays.copyOf(plain, length));
    }

    @Test
    void thePlainBytesDoNotStandInTheSealedForm() {
        byte[] plain = bytes(10_000);

        String sealed = Arrays.toString(seal(plain, plain.length));

        for (int at : new int[] {0, 4080, 4096, 8192, 9984}) {
            String piece = Arrays.toString(Arrays.copyOfRange(plain, at, at + 16));
            assertThat(sealed).doesNotContain(piece.substring(1, piece.length() - 1));
        }
    }

    @Test
    void noTwoSealedFormsBeginAlike() {
        byte[] plain = bytes(100);

        assertThat(Arrays.copyOf(seal(plain, 100), 12)).isNotEqualTo(Arrays.copyOf(seal(plain, 100), 12));
    }

    @Test
    void oneChangedBitAnywhereOrAnotherContextKeepsItShut() {
        byte[] sealed = seal(bytes(5000), 5000);

        assertThatThrownBy(() -> open(sealed, new byte[] {1, 2, 4})).isInstanceOf(IllegalStateException.class);
        for (int at : new int[] {0, 12, 4200, sealed.length - 1}) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> open(changed, CONTEXT)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aWipedKeySealsNothing() {
        key.wipe();

        assertThat(key.seal(new byte[5000], 5000, CONTEXT)).isNull();
        assertThat(key.isFresh(Instant.EPOCH, 1)).isFalse();
    }
}
