package io.hydrant.store.jdbc;

import io.hydrant.store.StoreException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An engine that nodes cannot use is refused with a sentence. */
class SharedEngineTest {
    /** The driver takes none of them, as if it were not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db:port/hydrant?user=me&password=secret",
                "jdbc:postgresql:/hydrant?password=secret",
                "jdbc:postgresql://db?password=secret",
                "jdbc:postgresql://db:99999/hydrant?password=secret",
                "jdbc:postgresql://db/hydrant?password=secret%zz"
            })
    void aMalformedUrlIsToldAsOneWithoutItsPassword(String url) {
        SharedEngine engine = new SharedEngine(url);

        assertThatThrownBy(engine::leases)
                .isInstanceOf(StoreException.class)
                .hasMessage("The URL of the store is malformed: write jdbc:postgresql://HOST:PORT/DATABASE?user=USER.");
    }
}
