package io.hydrant.store.codec;

import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hydrant.store.Secret;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StoreException;
import io.hydrant.store.Timer;

/**
 * Values of a store as bytes: JSON in UTF-8. A record is an object with a member for each component, so a component may be added when
 * it is an {@link java.util.Optional} or a collection. Thread-safe.
 */
public final class ValueCodec {
    /** Escapes keep half a surrogate pair, which UTF-8 cannot. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final Forms forms;

    private ValueCodec(Forms forms) {
        this.forms = forms;
    }

    /** A codec that keeps secrets under {@code wrap}. */
    public static Builder with(KeyWrap wrap) {
        return new Builder(wrap);
    }

    /** Takes the types that cannot be read off. */
    public static final class Builder {
        private final Map<Class<?>, Form<?>> given = new HashMap<>();

        private Builder(KeyWrap wrap) {
            text(
                    Secret.class,
                    secret -> Base64.getEncoder().encodeToString(wrap.wrap(secret)),
                    text -> wrap.unwrap(Base64.getDecoder().decode(text)));
            // of all values, only timers hold a key
            given.put(
                    StateKind.class,
                    new TextForm<StateKind<?>>(
                            "StateKind", StateKind::name, name -> new StateKind<>(name, Timer.class)));
        }

        /**
         * Keeps values of {@code type} as a string.
         *
         * @param reader throws {@code IllegalArgumentException} for what is no such value
         */
        public <T> Builder text(Class<T> type, Function<T, String> writer, Function<String, T> reader) {
            given.put(type, new TextForm<>(type.getSimpleName(), writer, reader));
            return this;
        }

        /** The codec. */
        public ValueCodec build() {
            return new ValueCodec(new Forms(given));
        }
    }

    /** The bytes of a value. */
    public byte[] write(StateKey<?> key, Object value) {
        try {
            return JSON.writeValueAsBytes(forms.of(key.kind().type()).write(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can be written", e);
        }
    }

    /**
     * The value of the bytes.
     *
     * @throws StoreException with a sentence when they are no value of that kind
     */
    public <T> T read(StateKey<T> key, byte[] bytes) {
        try {
            return key.kind().type().cast(forms.of(key.kind().type()).read(JSON.readTree(bytes)));
        } catch (IOException | StoreException e) {
            throw new StoreException(
                    "The store's value " + key.kind().name() + " \"" + key.id() + "\" cannot be read: " + e.getMessage()
                            + ".",
                    e);
        }
    }
}
