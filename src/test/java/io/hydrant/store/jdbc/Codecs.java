package io.hydrant.store.jdbc;

import java.security.SecureRandom;

import io.hydrant.store.codec.KeyWrap;
import io.hydrant.store.codec.ValueCodec;

/** Codecs of plain values. */
final class Codecs {
    private Codecs() {}

    static ValueCodec plain() {
        return of(new KeyWrap(new byte[KeyWrap.LENGTH], new SecureRandom()));
    }

    static ValueCodec of(KeyWrap wrap) {
        return ValueCodec.with(wrap).build();
    }
}
