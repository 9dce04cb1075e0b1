package io.hydrant.service.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ObjectBodyTest {
    private final ObjectBody body = ObjectBody.of("one ".getBytes(UTF_8), new byte[0], "two".getBytes(UTF_8));

    @Test
    void keepsTheArraysItWasGiven() {
        byte[] part = {1, 2, 3};

        assertThat(ObjectBody.of(part).parts().get(0)).isSameAs(part);
    }

    @Test
    void writesItsPartsInOrder() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        body.writeTo(out);

        assertThat(out.toString(UTF_8)).isEqualTo("one two");
        assertThat(body.length()).isEqualTo(7);
    }

    @Test
    void readsItsPartsInOrder() throws IOException {
        try (InputStream whole = body.open();
                InputStream single = body.open()) {
            assertThat(whole.readAllBytes()).isEqualTo("one two".getBytes(UTF_8));
            assertThat(single.read()).isEqualTo('o');
            assertThat(single.available()).isEqualTo(3);
            assertThat(single.skip(5)).isEqualTo(5);
            assertThat(single.read()).isEqualTo('o');
            assertThat(single.read()).isEqualTo(-1);
        }
    }
}
