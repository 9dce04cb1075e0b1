package io.hydrant.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogSettingsTest {
    @Test
    void leavesTheLogAloneWhenHydrantIsALibrary() {
        LoggerContext context = new LoggerContext();

        ExecutionStatus status = new LogSettings().configure(context);

        assertThat(LogOwner.isClaimed()).isFalse();
        assertThat(status).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger("ROOT").iteratorForAppenders()).isExhausted();
    }

    @Test
    void leavesTheLogToAFileOnTheClassPath() {
        LoggerContext context = new LoggerContext();

        ExecutionStatus status = new LogSettings().configure(context);

        assertThat(LogSettings.class.getClassLoader().getResource("logback-test.xml"))
                .isNotNull();
        assertThat(status).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getLogger("ROOT").iteratorForAppenders()).isExhausted();
    }
}
