package io.hydrant.logging;

import java.io.File;

import org.slf4j.LoggerFactory;

/** Whether this process is Hydrant's own, and the log with it. Knows nothing of Logback, which a library may lack. Thread-safe. */
public final class LogOwner {
    private static final String PROVIDER = "slf4j.provider";

    private static volatile boolean claimed;

    private LogOwner() {}

    /**
     * This process runs Hydrant alone; said before the first logger is made. Where nobody can have put settings of their own
     * beside it, SLF4J and JBoss's logging are told what they would find after a search through all jars.
     */
    public static void claim() {
        claimed = true;
        if (isOneJar(System.getProperty("java.class.path", ""))
                && System.getProperty("logback.configurationFile") == null
                && System.getProperty(PROVIDER) == null) {
            System.setProperty(PROVIDER, "io.hydrant.logging.LogProvider");
            unlessSet("slf4j.internal.verbosity", "WARN"); // it would say that it was told
            unlessSet("org.jboss.logging.provider", "slf4j");
            unlessSet("org.jboss.logging.locale", "ROOT"); // it would look for translations, which no jar has
        }
    }

    /** Whether this is the class path of {@code java -jar}, which has no place for a {@code logback.xml}. */
    static boolean isOneJar(String classPath) {
        return classPath.endsWith(".jar") && classPath.indexOf(File.pathSeparatorChar) < 0;
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    static boolean isClaimed() {
        return claimed;
    }

    /** Sets the least severity of Hydrant's own lines, such as {@code debug}, where Logback writes them. */
    public static void level(String level) {
        if (LoggerFactory.getILoggerFactory().getClass().getName().startsWith("ch.qos.logback.")) {
            LogSettings.level(level);
        }
    }
}
