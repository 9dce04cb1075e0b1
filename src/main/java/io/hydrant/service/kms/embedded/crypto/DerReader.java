package io.hydrant.service.kms.embedded.crypto;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.spec.InvalidKeySpecException;

/** Reads DER values one after the other. Lengths over 65,535 bytes and indefinite ones are not read. */
final class DerReader {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int SEQUENCE = 0x30;

    private final ByteBuffer rest;

    DerReader(byte[] bytes) {
        rest = ByteBuffer.wrap(bytes);
    }

    /** The content of the next value, which has to have {@code tag}. */
    byte[] next(int tag) throws InvalidKeySpecException {
        try {
            if ((rest.get() & 0xFF) != tag) {
                throw new InvalidKeySpecException("Not the expected tag: " + tag);
            }
            int length = rest.get() & 0xFF;
            if (length == 0x81) {
                length = rest.get() & 0xFF;
            } else if (length == 0x82) {
                length = rest.getShort() & 0xFFFF;
            } else if (length > 0x7F) {
                throw new InvalidKeySpecException("A length that is not read: " + length);
            }
            byte[] content = new byte[length];
            rest.get(content);
            return content;
        } catch (BufferUnderflowException e) {
            throw new InvalidKeySpecException("The bytes end too early", e);
        }
    }

    DerReader nextSequence() throws InvalidKeySpecException {
        return new DerReader(next(SEQUENCE));
    }

    BigInteger nextInteger() throws InvalidKeySpecException {
        byte[] content = next(INTEGER);
        if (content.length == 0) {
            throw new InvalidKeySpecException("An integer without digits");
        }
        return new BigInteger(content);
    }

    boolean isAtEnd() {
        return !rest.hasRemaining();
    }
}
