package io.hydrant;

import org.slf4j.LoggerFactory;

/** Whether this process is Hydrant's own, and the log with it. Knows nothing of Logback, which a library may lack. Thread-safe. */
final class LogOwner {
    private static volatile boolean claimed;

    private LogOwner() {}

    /** This process runs Hydrant alone. */
    static void claim() {
        claimed = true;
    }

    static boolean isClaimed() {
        return claimed;
    }

    /** Sets the least severity of Hydrant's own lines, such as {@code debug}, where Logback writes them. */
    static void level(String level) {
        if (LoggerFactory.getILoggerFactory().getClass().getName().startsWith("ch.qos.logback.")) {
            LogSettings.level(level);
        }
    }
}
