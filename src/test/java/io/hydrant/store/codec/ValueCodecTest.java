package io.hydrant.store.codec;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.Secret;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Values as JSON: readable, and read again by a version that knows more or less. */
class ValueCodecTest {
    private static final Scope HERE = new Scope(new AccountId("111111111111"), new Region("us-east-1"));

    enum Colour {
        RED,
        BLUE
    }

    sealed interface Shape {
        record Circle(int radius) implements Shape {}

        record Nothing() implements Shape {}
    }

    record Thing(
            String name,
            Optional<Colour> colour,
            List<Shape> shapes,
            Map<String, Object> tree,
            Secret secret,
            Instant made) {}

    record Tiny(int number) {}

    record Node(int number, List<Node> below) {}

    record Odd(StringBuilder text) {}

    private final ValueCodec codec = codec(1);

    private static ValueCodec codec(int master) {
        byte[] key = new byte[KeyWrap.LENGTH];
        key[0] = (byte) master;
        return ValueCodec.with(new KeyWrap(key, new SecureRandom())).build();
    }

    private static <T> StateKey<T> key(Class<T> type) {
        return new StateKind<>("things", type).key(HERE, "id");
    }

    private static Thing thing(byte... secret) {
        return new Thing(
                "a \"b\" ü",
                Optional.of(Colour.BLUE),
                List.of(new Shape.Circle(3), new Shape.Nothing()),
                Map.of("When", Instant.EPOCH),
                Secret.of(secret),
                Instant.parse("2026-06-01T00:00:00.123456789Z"));
    }

    private String json(Thing value) {
        return new String(codec.write(key(Thing.class), value), StandardCharsets.UTF_8);
    }

    private <T> T read(Class<T> type, String json) {
        return codec.read(key(type), json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aValueIsJsonThatAPersonCanRead() {
        assertThat(json(thing()))
                .startsWith(
                        "{\"name\":\"a \\\"b\\\" \\u00FC\",\"colour\":\"BLUE\",\"shapes\":[{\"Circle\":{\"radius\":3}},"
                                + "{\"Nothing\":{}}],\"tree\":{\"When\":{\"$instant\":\"1970-01-01T00:00:00Z\"}},\"secret\":\"")
                .endsWith("\"made\":\"2026-06-01T00:00:00.123456789Z\"}");
    }

    @Test
    void aMemberThatTheTypeDoesNotKnowIsIgnored() {
        assertThat(read(Tiny.class, "{\"number\":1,\"more\":{}}")).isEqualTo(new Tiny(1));
    }

    @Test
    void aMissingOptionalOrCollectionIsEmpty() {
        assertThat(read(Node.class, "{\"number\":1}")).isEqualTo(new Node(1, List.of()));
        Thing read = read(Thing.class, json(thing()).replace("\"colour\":\"BLUE\",", ""));
        assertThat(read.colour()).isEmpty();
    }

    @Test
    void aMissingMemberIsToldWithItsValue() {
        assertThatThrownBy(() -> read(Tiny.class, "{}"))
                .isInstanceOf(StoreException.class)
                .hasMessage("The store's value things \"id\" cannot be read: a Tiny lacks its member \"number\".");
    }

    @Test
    void bytesThatAreNoSuchValueAreToldWithTheirKey() {
        assertThatThrownBy(() -> read(Tiny.class, "{\"number\":\"one\"}")).hasMessageContaining("not an int");
        assertThatThrownBy(() -> read(Tiny.class, "{\"num")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> read(Tiny.class, "")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> read(Node.class, "{\"number\":1,\"below\":[{}]}"))
                .hasMessageContaining("Node lacks");
    }

    @Test
    void aTypeMayHoldValuesOfItself() {
        Node node = new Node(1, List.of(new Node(2, List.of()), new Node(3, List.of(new Node(4, List.of())))));
        assertThat(codec.read(key(Node.class), codec.write(key(Node.class), node)))
                .isEqualTo(node);
    }

    @Test
    void aTypeWithoutAFormIsAMistake() {
        assertThatThrownBy(() -> codec.write(key(Odd.class), new Odd(new StringBuilder())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("StringBuilder");
    }

    @Test
    void aSecretIsNotInTheBytesAndNeverTheSameTwice() {
        Thing value = thing("0123456789abcdef".getBytes(StandardCharsets.UTF_8));

        assertThat(json(value)).doesNotContain("0123456789abcdef", "MDEyMzQ1Njc4OWFiY2RlZg");
        assertThat(json(value)).isNotEqualTo(json(value));
        assertThat(codec.read(key(Thing.class), codec.write(key(Thing.class), value)))
                .isEqualTo(value);
        assertThat(value.toString()).doesNotContain("0123");
    }

    @Test
    void aSecretIsReadWithItsMasterKeyOnly() {
        byte[] bytes = codec.write(key(Thing.class), thing((byte) 1));
        assertThatThrownBy(() -> codec(2).read(key(Thing.class), bytes))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another master key");
    }
}
