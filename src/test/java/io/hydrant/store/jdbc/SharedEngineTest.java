package io.hydrant.store.jdbc;

import io.hydrant.store.StoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An engine that nodes cannot use is refused with a sentence. */
class SharedEngineTest {
    /** No driver takes such a URL, as if there were none. */
    @Test
    void theRefusalOfAnEngineWithoutItsDriverDoesNotShowThePassword() {
        SharedEngine engine = new SharedEngine("jdbc:postgresql://db:port/hydrant?user=me&password=secret");

        assertThatThrownBy(engine::leases)
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "A store at jdbc:postgresql: needs the library org.postgresql:postgresql on the class path.");
    }
}
