package io.hydrant.lifecycle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CloseStackTest {
    private final List<String> closed = new ArrayList<>();
    private final CloseStack lifetimes = new CloseStack();

    private AutoCloseable broken(String name) {
        return () -> {
            closed.add(name);
            throw new IOException(name);
        };
    }

    @Test
    void whatWasStartedLastIsClosedFirst() {
        lifetimes.add(() -> closed.add("clock"));
        lifetimes.add(() -> closed.add("server"));

        lifetimes.close();
        lifetimes.close();

        assertThat(closed).containsExactly("server", "clock");
    }

    @Test
    void everythingIsClosedThoughSomeOfItFails() {
        lifetimes.add(() -> closed.add("clock"));
        lifetimes.add(broken("pool"));
        lifetimes.add(() -> closed.add("deliveries"));
        lifetimes.add(broken("server"));

        assertThatThrownBy(lifetimes::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Closing failed")
                .hasRootCauseMessage("server")
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().satisfies(other -> assertThat(other)
                        .hasMessage("pool")));

        assertThat(closed).containsExactly("server", "deliveries", "pool", "clock");
    }
}
