package io.hydrant.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * The default log of Hydrant as a program: one line per event on the standard output. Spoken to Logback directly, because
 * reading an XML file costs a tenth of the start-up. A
 * {@code logback.xml} or {@code logback-test.xml} on the class path, or {@code logback.configurationFile}, comes first. As a
 * library Hydrant leaves the log alone.
 */
@ConfiguratorRank(ConfiguratorRank.FALLBACK)
public final class LogSettings extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (!LogOwner.isClaimed() || isConfiguredByFile()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        writeTo(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Makes {@code context} write Hydrant's own lines, and warnings of others. */
    static void writeTo(LoggerContext context) {
        LogLine layout = new LogLine();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder);
        console.start();
        context.getLogger("ROOT").addAppender(console);
        context.getLogger("ROOT").setLevel(Level.WARN);
        context.getLogger("io.hydrant").setLevel(Level.INFO);
    }

    /** Logback asks its own readers of files only after the configurators that it finds, of whatever rank. */
    private static boolean isConfiguredByFile() {
        ClassLoader classes = LogSettings.class.getClassLoader();
        return System.getProperty("logback.configurationFile") != null
                || classes.getResource("logback-test.xml") != null
                || classes.getResource("logback.xml") != null;
    }

    /** Sets the least severity of Hydrant's own lines, such as {@code debug}. */
    static void level(String level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger("io.hydrant").setLevel(Level.toLevel(level, Level.INFO));
        }
    }
}
