package io.hydrant.server;

import java.nio.channels.spi.SelectorProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class SocketsTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void theSelectorsOfLinuxAreThoseThatTheJdkTakesByItself() {
        assertThat(SelectorProvider.provider().getClass().getName()).isEqualTo(Sockets.SELECTORS_OF_LINUX);
    }
}
