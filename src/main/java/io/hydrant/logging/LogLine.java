package io.hydrant.logging;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import org.jspecify.annotations.Nullable;

/**
 * An event as one line: when, in UTC; how severe; the class without its package; the text. A stack trace follows it. Written out,
 * because Logback's pattern layout makes a factory for every word it knows, which costs a tenth of the start-up. Thread-safe.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
    @Override
    public String doLayout(ILoggingEvent event) {
        String logger = event.getLoggerName();
        StringBuilder line = new StringBuilder(160);
        Time.FORMAT.formatTo(event.getInstant(), line);
        line.append(' ').append(event.getLevel());
        line.append(" ".repeat(Math.max(1, 6 - event.getLevel().levelStr.length())));
        line.append(logger, logger.lastIndexOf('.') + 1, logger.length());
        line.append(' ').append(event.getFormattedMessage()).append('\n');
        @Nullable IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.append(ThrowableProxyUtil.asString(thrown));
        }
        return line.toString();
    }

    /** Made with the first line, which a start without trouble does not write. */
    private static final class Time {
        private static final DateTimeFormatter FORMAT =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    }
}
