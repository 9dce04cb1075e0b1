package io.hydrant.logging;

import java.io.File;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogOwnerTest {
    @Test
    void onlyARunByJavaJarHasNoPlaceForSettingsOfTheLog() {
        assertThat(LogOwner.isOneJar("/opt/hydrant/hydrant.jar")).isTrue();
        assertThat(LogOwner.isOneJar("hydrant.jar" + File.pathSeparator + "conf"))
                .isFalse();
        assertThat(LogOwner.isOneJar("target/classes")).isFalse();
        assertThat(LogOwner.isOneJar("")).isFalse();
    }

    @Test
    void theProviderWritesHydrantsOwnLinesAndTheWarningsOfOthers() {
        LogProvider provider = new LogProvider();

        provider.initialize();

        LoggerContext context = (LoggerContext) provider.getLoggerFactory();
        assertThat(context.isStarted()).isTrue();
        assertThat(context.getLogger("io.hydrant.Main").getEffectiveLevel()).isEqualTo(Level.INFO);
        assertThat(context.getLogger("org.xnio").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("ROOT").iteratorForAppenders()).hasNext();
    }
}
