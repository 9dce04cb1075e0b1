package io.hydrant.logging;

import java.time.Instant;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogLineTest {
    private static LoggingEvent event(Level level, String logger) {
        LoggingEvent event = new LoggingEvent();
        event.setInstant(Instant.parse("2026-11-23T12:00:00Z"));
        event.setLoggerName(logger);
        event.setLevel(level);
        event.setMessage("Stopped count={} of={}");
        event.setArgumentArray(new Object[] {1, 2});
        return event;
    }

    @Test
    void anEventIsOneLineWithItsTimeInUtc() {
        LoggingEvent event = event(Level.INFO, "io.hydrant.server.HttpServer");

        assertThat(new LogLine().doLayout(event))
                .isEqualTo("2026-11-23T12:00:00.000Z INFO  HttpServer Stopped count=1 of=2\n");
    }

    @Test
    void aLoggerWithoutAPackageAndALongerLevelStandInTheSameColumns() {
        LoggingEvent event = event(Level.ERROR, "ROOT");

        assertThat(new LogLine().doLayout(event)).startsWith("2026-11-23T12:00:00.000Z ERROR ROOT Stopped");
    }

    @Test
    void aStackTraceWithItsCauseFollowsTheLine() {
        LoggingEvent event = event(Level.INFO, "io.hydrant.server.HttpServer");
        event.setThrowableProxy(
                new ThrowableProxy(new IllegalStateException("outer", new IllegalArgumentException("inner"))));

        assertThat(new LogLine().doLayout(event).lines())
                .first()
                .isEqualTo("2026-11-23T12:00:00.000Z INFO  HttpServer Stopped count=1 of=2");
        assertThat(new LogLine().doLayout(event))
                .contains("IllegalStateException: outer")
                .contains("at io.hydrant.logging.LogLineTest.")
                .contains("Caused by: java.lang.IllegalArgumentException: inner")
                .endsWith("\n");
    }
}
