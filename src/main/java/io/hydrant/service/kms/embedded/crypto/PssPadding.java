package io.hydrant.service.kms.embedded.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The padding of RSASSA-PSS over a digest, with MGF1 and a salt as long as the digest. The JDK pads whole messages only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-9.1">RFC 8017, 9.1</a>
 */
record PssPadding(String hash, int modulusBits) {
    private static final byte TRAILER = (byte) 0xBC;

    byte[] pad(byte[] digest, SecureRandom random) {
        byte[] salt = new byte[digest.length];
        random.nextBytes(salt);
        byte[] check = check(digest, salt);
        byte[] data = new byte[length() - digest.length - 1];
        data[data.length - salt.length - 1] = 1;
        System.arraycopy(salt, 0, data, data.length - salt.length, salt.length);
        return Bytes.concat(masked(data, check), check, new byte[] {TRAILER});
    }

    boolean fits(byte[] padded, byte[] digest) {
        int dataLength = length() - digest.length - 1;
        if (padded.length != length()
                || padded[padded.length - 1] != TRAILER
                || (padded[0] & ~firstByteMask() & 0xFF) != 0) {
            return false;
        }
        byte[] check = Arrays.copyOfRange(padded, dataLength, dataLength + digest.length);
        byte[] data = masked(Arrays.copyOf(padded, dataLength), check);
        byte[] zeroesAndOne = new byte[dataLength - digest.length];
        zeroesAndOne[zeroesAndOne.length - 1] = 1;
        byte[] salt = Arrays.copyOfRange(data, zeroesAndOne.length, dataLength);
        return Arrays.equals(Arrays.copyOf(data, zeroesAndOne.length), zeroesAndOne)
                && Arrays.equals(check(digest, salt), check);
    }

    private byte[] check(byte[] digest, byte[] salt) {
        return Hashes.hash(hash, new byte[8], digest, salt);
    }

    /** {@code data} under the mask that {@code seed} makes; the bits beyond the modulus are cleared. */
    private byte[] masked(byte[] data, byte[] seed) {
        byte[] result = data.clone();
        for (int block = 0, at = 0; at < result.length; block++) {
            byte[] counter = {(byte) (block >>> 24), (byte) (block >>> 16), (byte) (block >>> 8), (byte) block};
            for (byte each : Hashes.hash(hash, seed, counter)) {
                if (at < result.length) {
                    result[at++] ^= each;
                }
            }
        }
        result[0] &= (byte) firstByteMask();
        return result;
    }

    private int length() {
        return (modulusBits - 1 + 7) / 8;
    }

    private int firstByteMask() {
        return 0xFF >>> (8 * length() - (modulusBits - 1));
    }
}
