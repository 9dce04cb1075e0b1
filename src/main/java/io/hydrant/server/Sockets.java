package io.hydrant.server;

import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

import org.xnio.Xnio;
import org.xnio.nio.NioXnioProvider;

/** XNIO, which is made once for a process. Its loading takes a fourth of a start, so a process of our own begins with it. Thread-safe. */
public final class Sockets {
    private static final String MANAGEMENT_BUILDER = "javax.management.builder.initial";
    private static final String SELECTORS = "java.nio.channels.spi.SelectorProvider";

    /** What the JDK takes on Linux, where alone it exists, when no jar has another. */
    static final String SELECTORS_OF_LINUX = "sun.nio.ch.EPollSelectorProvider";

    private Sockets() {}

    /**
     * Is initialized by the first thread that asks; others wait for it. The provider is named, because XNIO would look for it in every
     * jar.
     */
    private static final class Loaded {
        static final Xnio XNIO = new NioXnioProvider().getInstance();
    }

    static Xnio xnio() {
        return Loaded.XNIO;
    }

    /**
     * Loads XNIO on a thread of its own; a server that starts waits for it.
     *
     * <p>XNIO offers itself to the JVM's management, which takes a tenth of the start, and goes without when there is none to be had.
     * So there is none until what this answers is over. What asks for management before or afterwards gets it.
     *
     * <p>The JDK looks for selectors in every jar before it takes its own. Unless a setting names others, it is told those, so that no
     * jar is opened for them: an eighth of the memory after a start.
     */
    public static Unmanaged preload() {
        if (System.getProperty(SELECTORS) == null && exists(SELECTORS_OF_LINUX)) {
            System.setProperty(SELECTORS, SELECTORS_OF_LINUX);
        }
        boolean manageable = System.getProperty(MANAGEMENT_BUILDER) == null;
        if (manageable) {
            System.setProperty(MANAGEMENT_BUILDER, NoManagement.class.getName());
        }
        Thread loader = new Thread(Sockets::xnio, "hydrant-preload");
        loader.setDaemon(true);
        loader.start();
        return new Unmanaged(manageable);
    }

    private static boolean exists(String className) {
        try {
            Class.forName(className, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * A start without management.
     *
     * @param ends whether management is to be had afterwards
     */
    public record Unmanaged(boolean ends) {
        /** Says that the server has started, or has not. */
        public void over() {
            if (ends) {
                System.clearProperty(MANAGEMENT_BUILDER);
            }
        }
    }

    /** A builder of management that refuses. One that does not exist would be looked for in every jar. */
    public static final class NoManagement extends MBeanServerBuilder {
        @Override
        public MBeanServerDelegate newMBeanServerDelegate() {
            throw new UnsupportedOperationException("There is no management while Hydrant starts");
        }
    }
}
