package io.hydrant.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.classic.util.LogbackMDCAdapter;

/**
 * Logback as Hydrant alone starts it: with {@link LogSettings} and without looking for any others, because Logback's own search
 * reads annotations and every jar, which costs a fifth of the start-up. SLF4J makes it when {@link LogOwner#claim} has named it.
 */
public final class LogProvider extends LogbackServiceProvider {
    @Override
    public void initialize() {
        LoggerContext context = (LoggerContext) getLoggerFactory();
        context.setName("default");
        context.setMDCAdapter((LogbackMDCAdapter) getMDCAdapter());
        LogSettings.writeTo(context);
        context.start();
    }
}
